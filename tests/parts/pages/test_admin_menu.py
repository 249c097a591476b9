from __future__ import annotations

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.parts.pages.models import MenuEntry
from tests import cast

LIST = "/admin/menu"


def test_it_works(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    cast.page(editor, "Giới thiệu", live=True)
    browser = sign_in(editor)
    assert news.name in browser.get(LIST).words(".note")[0]
    assert browser.send(f"{LIST}/begin", {}, form_at=LIST).location == LIST
    assert browser.send(LIST, {"target": "page-1"}).location == LIST
    fields = {
        "target": "link",
        "address": "https://dvc.example",
        "label": "Dịch vụ công",
        "parent_id": "3",
    }
    assert browser.send(LIST, fields).location == LIST
    assert browser.get(LIST).words("td")[::2] == [
        "Trang chủ",
        news.name,
        "Giới thiệu",
        "Dịch vụ công",
    ]
    links = browser.get("/").page.xpath("//nav[@class='menu']//a/@href")
    assert links == ["/", f"/chuyen-muc/{news.slug}", "/trang/gioi-thieu", "https://dvc.example"]


def test_an_entry_is_renamed_moved_and_removed(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    browser.send(f"{LIST}/begin", {}, form_at=LIST)
    assert browser.send(f"{LIST}/2", {"label": "Tin tức", "parent_id": "0"}).location == LIST
    assert browser.send(f"{LIST}/2/move", {"step": "up"}, form_at=LIST).location == f"{LIST}#muc-2"
    assert browser.get(LIST).words("td")[::2] == ["Tin tức", "Trang chủ"]
    assert browser.send(f"{LIST}/2/move", {"step": "x"}, form_at=LIST).status_code == 400
    assert browser.send(f"{LIST}/2", {"label": "x" * 101}).status_code == 422
    assert browser.send(f"{LIST}/2/remove", {}, form_at=f"{LIST}/2").location == LIST
    assert browser.get(LIST).words("td")[::2] == ["Trang chủ"]
    browser.send(f"{LIST}/reset", {}, form_at=LIST)
    assert db.session.scalars(select(MenuEntry)).all() == []


@pytest.mark.parametrize(
    "target", ["", "page-99", "category-x", "link", "home-1", "x", "tag-" + "9" * 30]
)
def test_it_says_what_is_wrong_and_keeps_what_was_typed(
    editor: User, news: Category, sign_in: cast.SignIn, target: str
) -> None:
    answer = sign_in(editor).send(
        LIST, {"target": target, "label": "Tên", "address": "javascript:alert(1)"}
    )
    assert answer.status_code == 422
    assert answer.page.xpath("//input[@name='label']/@value") == ["Tên"]
    assert db.session.scalars(select(MenuEntry)).all() == []


@pytest.mark.parametrize("parent", ["99", "x", "-1", "9" * 30])
def test_a_wrong_place_is_refused(
    editor: User, news: Category, sign_in: cast.SignIn, parent: str
) -> None:
    assert sign_in(editor).send(LIST, {"target": "home", "parent_id": parent}).status_code == 422


def test_it_says_what_readers_do_not_see(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    cast.page(editor, "Giới thiệu")
    browser = sign_in(editor)
    browser.send(LIST, {"target": "page-1"})
    assert browser.get(LIST).words(".state") == ["trang chưa đăng"]
    assert "Giới thiệu" not in browser.get("/").text


@pytest.mark.parametrize("path", ["", "/1"])
def test_it_checks_the_role(writer: User, news: Category, sign_in: cast.SignIn, path: str) -> None:
    assert sign_in(writer).get(LIST + path).status_code == 403


def test_an_entry_that_is_not_there(editor: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    assert (
        browser.get(f"{LIST}/9").status_code == browser.get(f"{LIST}/{10**30}").status_code == 404
    )
