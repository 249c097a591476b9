from __future__ import annotations

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.parts.tags.models import Tag
from tests import cast

LIST = "/admin/tags"


@pytest.fixture
def article(editor: User, news: Category) -> Article:
    cast.live(editor, news, tags=["hai"])
    return cast.live(editor, news, tags=["một", "hai"])


def number(name: str) -> int:
    return db.session.scalars(select(Tag.id).where(Tag.name == name)).one()


def test_the_list_names_each_with_its_articles(
    editor: User, article: Article, sign_in: cast.SignIn
) -> None:
    assert sign_in(editor).get(LIST).words("td") == ["hai", "2", "một", "1"]


def test_it_renames(editor: User, article: Article, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    address = f"{LIST}/{number('một')}"
    assert browser.send(address, {"name": "Một mới"}).location == LIST
    assert article.tags == ["Một mới", "hai"]
    assert browser.get("/the/mot").location == "/the/mot-moi"
    answer = browser.send(address, {"name": "HAI"})
    assert (answer.status_code, bool(answer.words("#name-error"))) == (422, True)


def test_it_merges(editor: User, article: Article, sign_in: cast.SignIn) -> None:
    browser, one = sign_in(editor), number("một")
    form = f"{LIST}/{one}"
    assert browser.send(f"{form}/merge", {"into": "0"}, form_at=form).status_code == 422
    assert (
        browser.send(f"{form}/merge", {"into": str(number("hai"))}, form_at=form).location == LIST
    )
    assert article.tags == ["hai"]
    assert browser.get(form).status_code == 404


def test_it_deletes(editor: User, article: Article, sign_in: cast.SignIn) -> None:
    browser, form = sign_in(editor), f"{LIST}/{number('một')}"
    assert browser.send(f"{form}/delete", {}, form_at=form).location == LIST
    assert article.tags == ["hai"]
    assert browser.get("/the/mot").status_code == 404


@pytest.mark.parametrize("path", ["", "/1"])
def test_it_checks_the_role(
    writer: User, article: Article, sign_in: cast.SignIn, path: str
) -> None:
    assert sign_in(writer).get(LIST + path).status_code == 403


def test_a_tag_that_is_not_there(editor: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    assert (
        browser.get(f"{LIST}/99").status_code == browser.get(f"{LIST}/{10**30}").status_code == 404
    )
    assert browser.get(LIST).words(".empty") != []
