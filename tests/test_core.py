"""The core by itself: without any part readers read, staff write, and visitors are counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from newsapp import clock, create_app
from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast
from tests.admin import forms
from tests.pages import PageClient


@pytest.fixture
def app(instance: Path) -> Iterator[Flask]:
    app = create_app({"NEWSAPP_INSTANCE": str(instance)}, parts=(), TESTING=True)
    with app.app_context():
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def test_readers_read(client: PageClient, editor: User, news: Category) -> None:
    article = cast.live(editor, news, title="Khai trương thư viện")
    address = f"/tin-tuc/{article.id}/{article.slug}"
    for page in ("/", f"/chuyen-muc/{news.slug}", address, f"{address}/in"):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "Khai trương thư viện" in answer.text


def test_readers_find_nothing_of_the_parts(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.live(editor, news)
    for page in ("/tim-kiem?q=tin", "/van-ban", "/feed.xml", "/luu-tru", "/en/", "/sitemap.xml"):
        assert client.get(page).status_code == 404, page


@pytest.mark.parametrize("role", ["writer", "editor", "administrator"])
def test_staff_open_every_page(app: Flask, sign_in: cast.SignIn, role: str) -> None:
    browser = sign_in(cast.person(role))
    offered = browser.get("/admin/").page.xpath("//header//nav//a/@href")
    assert len(offered) > 3
    for page in {*offered, "/admin/articles/new"}:
        assert browser.get(page).status_code in (200, 302), page


def test_an_article_is_written_and_published(
    client: PageClient, editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    fields = forms.typed(news, title="Thông báo mới") | {"action": "publish"}
    assert browser.send("/admin/articles/new", fields).status_code == 303
    assert "Thông báo mới" in client.get("/").text


def test_a_conflict_keeps_what_was_typed(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    article = cast.draft(editor, news)
    browser, address = sign_in(editor), f"/admin/articles/{article.id}"
    mine = forms.typed(news, body="<p>Bản của tôi.</p>") | {"base_version": "1", "action": "save"}
    theirs = cast.content(news, body="<p>Bản của người kia.</p>")
    with writing():
        workflow.save_draft(article, theirs, base_version=1, actor=editor, at=clock.now())
    refused = browser.send(address, mine)
    assert refused.status_code == 409
    assert forms.value_of(refused, "body") == "<p>Bản của tôi.</p>"
    assert forms.value_of(refused, "base_version") == "2"
    assert browser.send(address, mine | {"base_version": "2"}).status_code == 303
