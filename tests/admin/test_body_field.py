"""A long text takes a second to clean: a request that saves one does it once, one that only shows
one never.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from newsapp.accounts.models import User
from newsapp.articles import sanitise
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast
from tests.admin import forms
from tests.pages import PageClient

NEW = "/admin/articles/new"
DIRTY = '<p onclick="x()">Một <b>đậm</b>.</p>'
CLEAN = "<p>Một <strong>đậm</strong>.</p>"


@pytest.fixture
def cleaned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the cleaner is given from now on."""
    texts: list[str] = []
    clean: Callable[[str], str] = sanitise.clean

    def note_and_clean(text: str) -> str:
        texts.append(text)
        return clean(text)

    monkeypatch.setattr(sanitise, "clean", note_and_clean)
    return texts


@pytest.fixture
def browser(editor: User, sign_in: cast.SignIn) -> PageClient:
    return sign_in(editor)


def _fields(browser: PageClient, address: str, news: Category, action: str) -> dict[str, str]:
    page = browser.get(address)
    names = ("form_token", "tab", "base_version", "csrf_token")
    shown = {name: forms.value_of(page, name) for name in names}
    return forms.typed(news, summary="Tóm tắt", body=DIRTY, action=action) | shown


@pytest.mark.parts
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("action", ["save", "publish", "submit"])
def test_a_new_article_is_cleaned_once(
    browser: PageClient, news: Category, cleaned: list[str], action: str, accept: str
) -> None:
    fields = _fields(browser, NEW, news, action)
    assert cleaned == []
    answer = browser.post(NEW, data=fields, headers={"Accept": accept})
    assert answer.status_code == (303 if accept == "text/html" else 200)
    assert cleaned == [DIRTY]
    assert db.session.scalars(select(Article)).one().body == CLEAN


@pytest.mark.parts
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_publishing_an_article_cleans_it_once(
    browser: PageClient, editor: User, news: Category, cleaned: list[str], accept: str
) -> None:
    address = f"/admin/articles/{cast.draft(editor, news).id}"
    fields = _fields(browser, address, news, "publish")
    cleaned.clear()
    browser.post(address, data=fields, headers={"Accept": accept})
    assert cleaned == [DIRTY]
    article = db.session.scalars(select(Article)).one()
    assert (article.body, article.live_version) == (CLEAN, 2)


@pytest.mark.parts
def test_a_form_that_comes_back_is_cleaned_once(
    browser: PageClient, editor: User, news: Category, cleaned: list[str]
) -> None:
    address = f"/admin/articles/{cast.draft(editor, news).id}"
    fields = _fields(browser, address, news, "publish")
    cleaned.clear()
    assert browser.post(address, data=fields | {"title": ""}).status_code == 422
    assert cleaned == [DIRTY]


@pytest.mark.parts
def test_a_conflict_and_its_merging_clean_mine_once(
    browser: PageClient, editor: User, news: Category, cleaned: list[str]
) -> None:
    address = f"/admin/articles/{cast.draft(editor, news).id}"
    fields = _fields(browser, address, news, "save") | {"base_version": "0"}
    cleaned.clear()
    assert browser.post(address, data=fields).status_code == 409
    assert cleaned == [DIRTY]
    merged = browser.post(address, data=fields | {"action": "mine", "base_version": "1"})
    assert forms.value_of(merged, "body") == CLEAN
    assert cleaned == [DIRTY, DIRTY]


def test_opening_an_article_cleans_nothing_and_looks_it_over(
    browser: PageClient, editor: User, news: Category, cleaned: list[str]
) -> None:
    article = cast.draft(editor, news, body="<h4>Lạc cấp</h4><p>Chữ.</p>")
    cleaned.clear()
    page = browser.get(f"/admin/articles/{article.id}")
    assert cleaned == []
    assert any("Lạc cấp" in finding for finding in page.words("li"))


def test_duplicating_an_article_cleans_only_what_an_older_policy_let_in(
    browser: PageClient, editor: User, news: Category, cleaned: list[str]
) -> None:
    article = cast.draft(editor, news)
    cleaned.clear()
    address = f"/admin/articles/{article.id}/duplicate"
    assert browser.send(address, {}, form_at="/admin/account").status_code == 303
    assert cleaned == []
    with writing():
        db.session.execute(update(Revision).values(body=DIRTY, body_policy=0))
    browser.send(address, {}, form_at="/admin/account")
    assert cleaned == [DIRTY]
    copy = db.session.scalars(select(Article).order_by(Article.id.desc())).first()
    assert copy is not None
    assert copy.body == CLEAN


@pytest.mark.parts
def test_opening_what_was_typed_and_not_saved_cleans_it_once(
    browser: PageClient, editor: User, news: Category, cleaned: list[str]
) -> None:
    address = f"/admin/articles/{cast.draft(editor, news).id}"
    fields = _fields(browser, address, news, "save")
    headers = forms.json_headers(browser)
    cleaned.clear()
    assert browser.post("/admin/autosave", data=fields, headers=headers).status_code == 200
    assert forms.value_of(browser.get(address), "body") == DIRTY
    assert cleaned == [DIRTY, DIRTY], "once for the answer, once for the page"
