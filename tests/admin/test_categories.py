from __future__ import annotations

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast

LIST = "/admin/categories"


def test_it_works(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    cast.draft(editor, news)
    answer = browser.send(LIST, {"name": " Thông  báo ", "description": "Tin cần biết"})
    assert (answer.status_code, answer.location) == (303, LIST)
    page = browser.get(LIST)
    assert page.words("td") == [news.name, "1", "1", "Thông báo", "2", "0"]
    assert db.session.scalars(select(Category.slug)).all() == ["hoat-dong-so-nganh", "thong-bao"]


def test_it_changes_a_category(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    answer = sign_in(editor).send(f"{LIST}/{news.id}", {"name": "Tên mới", "description": "", "position": "5"})
    assert answer.status_code == 303
    db.session.refresh(news)
    assert (news.name, news.slug, news.position) == ("Tên mới", "hoat-dong-so-nganh", 5)


@pytest.mark.parametrize("path", ["", "/1"])
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


@pytest.mark.parametrize("position", ["", "-1", "x", "10000", "9" * 30])
def test_a_wrong_place_is_refused(editor: User, news: Category, sign_in: cast.SignIn, position: str) -> None:
    fields = {"name": news.name, "position": position}
    assert sign_in(editor).send(f"{LIST}/{news.id}", fields).status_code == 422


def test_a_name_that_another_has_is_refused(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    browser.send(LIST, {"name": "Thông báo"})
    answer = browser.send(f"{LIST}/{news.id}", {"name": "THÔNG BÁO", "position": "1"})
    assert answer.status_code == 422
    assert answer.page.xpath("//input[@name='name']/@value") == ["THÔNG BÁO"]


def test_a_category_that_is_not_there(editor: User, sign_in: cast.SignIn) -> None:
    assert sign_in(editor).get(f"{LIST}/99").status_code == 404
