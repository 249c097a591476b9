from __future__ import annotations

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast
from tests.admin import forms

LIST = "/admin/categories"


def test_it_works(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    cast.draft(editor, news)
    answer = browser.send(LIST, {"name": " Thông  báo ", "description": "Tin cần biết"})
    assert (answer.status_code, answer.location) == (303, LIST)
    page = browser.get(LIST)
    assert page.words("td")[::3] == [news.name, "Thông báo"]
    assert page.words("td")[2::3] == ["1", "0"]
    assert db.session.scalars(select(Category.slug)).all() == ["hoat-dong-so-nganh", "thong-bao"]


def test_it_changes_a_category(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    fields = {
        "name": "Tên mới",
        "description": "",
        "moves_address": "y",
        "is_hidden": "y",
        "parent_id": "0",
    }
    answer = sign_in(editor).send(f"{LIST}/{news.id}", fields)
    assert answer.status_code == 303
    assert (news.name, news.slug, news.is_hidden) == ("Tên mới", "ten-moi", True)


def test_the_order_is_changed_by_buttons(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    browser.send(LIST, {"name": "Thông báo"})
    buttons = browser.get(LIST).page.xpath("//form[@class='order']/button")
    assert [button.get("disabled") for button in buttons] == ["disabled", None, None, "disabled"]
    assert buttons[2].get("aria-label") == "Đưa “Thông báo” lên"
    answer = browser.send(f"{LIST}/2/move", {"step": "up"}, form_at=LIST)
    assert (answer.status_code, answer.location) == (303, f"{LIST}#chuyen-muc-2")
    assert browser.get(LIST).words("td")[::3] == ["Thông báo", news.name]
    assert browser.send(f"{LIST}/2/move", {"step": "x"}, form_at=LIST).status_code == 400


def test_merging_says_how_many_and_moves_them(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    article = cast.live(editor, news)
    browser = sign_in(editor)
    browser.send(LIST, {"name": "Thông báo"})
    address = f"{LIST}/{news.id}/merge"
    page = browser.get(address)
    assert "Số bài trong chuyên mục này: 1" in page.text
    cast.draft(editor, news)
    answer = browser.send(address, {"into": "2", "expected": "1"})
    assert answer.status_code == 422
    assert "nay là 2" in answer.text
    assert browser.send(address, {"into": "2", "expected": "2"}).location == LIST
    assert article.category_id == 2
    assert db.session.scalars(select(Category.name)).all() == ["Thông báo"]


@pytest.mark.parametrize("into", ["", "0", "1", "99", "x", "9" * 30])
def test_merging_needs_another_category(
    editor: User, news: Category, sign_in: cast.SignIn, into: str
) -> None:
    browser = sign_in(editor)
    browser.send(LIST, {"name": "Thông báo"})
    assert (
        browser.send(f"{LIST}/{news.id}/merge", {"into": into, "expected": "0"}).status_code == 422
    )
    assert len(db.session.scalars(select(Category)).all()) == 2


def test_an_empty_category_can_be_deleted(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    assert (
        browser.send(f"{LIST}/{news.id}/delete", {}, form_at=f"{LIST}/{news.id}/merge").location
        == LIST
    )
    assert db.session.scalars(select(Category)).all() == []


def test_a_category_with_articles_is_not_deleted(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    cast.draft(editor, news)
    browser = sign_in(editor)
    browser.send(f"{LIST}/{news.id}/delete", {}, form_at=f"{LIST}/{news.id}/merge")
    assert browser.get(LIST).words(".notice") == [
        "Chuyên mục chưa trống, số bài là 1 (tính cả bản nháp và thùng rác): hãy gộp vào chuyên mục khác."
    ]
    assert db.session.get(Category, news.id)


@pytest.mark.parametrize("path", ["", "/1", "/1/merge"])
def test_it_checks_the_role(writer: User, news: Category, sign_in: cast.SignIn, path: str) -> None:
    browser = sign_in(writer)
    assert browser.get(LIST + path).status_code == 403
    assert browser.send(LIST + path, {"name": "x"}, form_at="/admin/account").status_code == 403
    assert db.session.scalars(select(Category.name)).all() == [news.name]


@pytest.mark.parametrize("name", ["", "   ", "hoạt động sở, NGÀNH", "x" * 101])
def test_it_says_what_is_wrong_and_keeps_what_was_typed(
    editor: User, news: Category, sign_in: cast.SignIn, name: str
) -> None:
    answer = sign_in(editor).send(LIST, {"name": name, "description": "Mô tả"})
    assert answer.status_code == 422
    assert answer.words("#name-error") != []
    assert answer.page.xpath("//input[@name='description']/@value") == ["Mô tả"]
    assert len(db.session.scalars(select(Category)).all()) == 1


@pytest.mark.parametrize("parent", ["1", "99", "x", "-1", "9" * 30])
def test_a_wrong_place_is_refused(
    editor: User, news: Category, sign_in: cast.SignIn, parent: str
) -> None:
    fields = {"name": news.name, "parent_id": parent}
    assert sign_in(editor).send(f"{LIST}/{news.id}", fields).status_code == 422


def test_a_name_that_another_has_is_refused(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    browser.send(LIST, {"name": "Thông báo"})
    answer = browser.send(f"{LIST}/{news.id}", {"name": "THÔNG BÁO"})
    assert answer.status_code == 422
    assert answer.page.xpath("//input[@name='name']/@value") == ["THÔNG BÁO"]


def test_a_category_that_is_not_there(editor: User, sign_in: cast.SignIn) -> None:
    assert sign_in(editor).get(f"{LIST}/99").status_code == 404


def test_one_is_added_by_its_name_from_another_form(
    administrator: User, writer: User, sign_in: cast.SignIn, news: Category
) -> None:
    browser = sign_in(administrator)
    headers = forms.json_headers(browser)
    added = browser.post(
        "/admin/categories/add", data={"name": " Nông thôn  mới "}, headers=headers
    )
    made = db.session.scalars(select(Category).where(Category.name == "Nông thôn mới")).one()
    assert added.json == {"id": made.id, "name": "Nông thôn mới"}
    for name in ("", "Nông thôn mới", "x" * 101):
        refused = browser.post("/admin/categories/add", data={"name": name}, headers=headers)
        assert (refused.status_code, refused.json["error"] != "") == (422, True)
    author = sign_in(writer)
    answer = author.post(
        "/admin/categories/add", data={"name": "Khác"}, headers=forms.json_headers(author)
    )
    assert answer.status_code == 403
    assert (
        author.get("/admin/articles/new").page.xpath(
            "//*[@data-new-category and @data-new-category!='']"
        )
        == []
    )
    assert (
        browser.get("/admin/articles/new").page.xpath(
            "//*[@data-new-category='/admin/categories/add']"
        )
        != []
    )
