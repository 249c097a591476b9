from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast
from tests.admin.forms import form_token_of, value_of

LIST, NEW = "/admin/pages", "/admin/pages/new"


def typed(**fields: Any) -> dict[str, Any]:
    return {"title": "Giới thiệu", "body": "<p>Chữ.</p>", "kind": "page"} | fields


def test_it_works(editor: User, sign_in: cast.SignIn) -> None:
    """Also where there is no category yet."""
    browser = sign_in(editor)
    form = browser.get(NEW)
    assert (form.words("h1"), value_of(form, "kind")) == (["Thêm trang tĩnh"], "page")
    assert form.page.xpath("//*[@name='category_id' or @name='tags' or @name='published_on']") == []
    answer = browser.send(NEW, typed(action="publish"))
    assert answer.status_code == 303, answer.words(".problems")
    assert browser.get("/trang/gioi-thieu").status_code == 200
    assert browser.get(LIST).words(".row-title") == ["Giới thiệu"]
    opened = browser.get(answer.location)
    assert (opened.words("h1"), value_of(opened, "title")) == (["Sửa trang"], "Giới thiệu")
    assert "/trang/gioi-thieu" in opened.page.xpath("//*[@data-bar]//a/@href")


def test_it_is_saved_like_an_article(editor: User, sign_in: cast.SignIn) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    browser, address = sign_in(editor), f"/admin/articles/{page.id}"
    assert browser.send(address, typed(base_version="1", action="save")).status_code == 303
    assert (
        browser.send(
            address, typed(base_version="2", body="<p>Khác</p>", action="save")
        ).status_code
        == 303
    )
    conflict = browser.send(address, typed(base_version="1", body="<p>Nữa</p>", action="save"))
    assert conflict.status_code == 409
    mine = {
        "base_version": "3",
        "action": "mine",
        "form_token": form_token_of(browser.get(address)),
    }
    merged = browser.send(address, typed(body="<p>Nữa</p>") | mine)
    assert (merged.status_code, merged.words("h1")) == (200, ["Sửa trang"])
    assert browser.send(address, typed(base_version="3", action="publish")).status_code == 303
    assert page.category_id is None


def test_it_is_shown_before_it_is_saved(editor: User, sign_in: cast.SignIn) -> None:
    page = cast.page(editor, "Giới thiệu")
    browser = sign_in(editor)
    assert browser.send("/admin/preview", typed(), form_at=NEW).words("h1") == ["Giới thiệu"]
    assert browser.get(f"/admin/articles/{page.id}/preview").words("h1") == ["Giới thiệu"]


def test_what_was_typed_and_not_saved_is_gone_on_with_as_a_page(
    editor: User, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    form_token = form_token_of(browser.get(NEW))
    assert (
        browser.send("/admin/autosave", typed(form_token=form_token), form_at=NEW).status_code
        == 200
    )
    (link,) = browser.get("/admin/").page.xpath(f"//a[starts-with(@href, '{NEW}?draft=')]/@href")
    assert value_of(browser.get(link), "title") == "Giới thiệu"


def test_an_old_form_is_gone_on_with_as_a_page(editor: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    form_token = form_token_of(browser.get(NEW))
    answer = browser.post(NEW, data=typed(form_token=form_token, csrf_token="old"))
    assert answer.location.startswith(f"{NEW}?draft=")


def test_its_address_is_changed(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    browser, form = sign_in(editor), f"{LIST}/{page.id}/address"
    assert browser.send(form, {"address": "ve chung toi"}).location == LIST
    assert browser.get("/trang/gioi-thieu").location == "/trang/ve-chung-toi"
    for wrong in ("", "🎉", "x" * 201):
        answer = browser.send(form, {"address": wrong})
        assert (answer.status_code, bool(answer.words("#address-error"))) == (422, True)
    article = cast.live(editor, news)
    assert browser.get(f"{LIST}/{article.id}/address").status_code == 404


@pytest.mark.parametrize("path", ["", "/new", "/1/address"])
def test_it_checks_the_role(editor: User, writer: User, sign_in: cast.SignIn, path: str) -> None:
    cast.page(editor, "Giới thiệu")
    assert sign_in(writer).get(LIST + path).status_code == 403
    assert len(db.session.scalars(select(Article)).all()) == 1


def test_links_to_pages_are_known(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    cast.page(editor, "Giới thiệu", live=True)
    body = (
        '<p><a href="/trang/gioi-thieu">Trang một</a> <a href="/trang/khong-co">Trang hai</a></p>'
    )
    article = cast.draft(editor, news, body=body)
    said = " ".join(sign_in(editor).get(f"/admin/articles/{article.id}").words("li"))
    assert "“Trang hai” tới /trang/khong-co" in said
    assert "“Trang một”" not in said
