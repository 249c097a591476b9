from __future__ import annotations

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.tag_names import address
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.tags import queries as tag_queries
from newsapp.parts.tags import tagging
from tests import cast
from tests.pages import PageClient
from tests.statements import statements


def test_an_articles_tags_lead_to_their_pages(
    client: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(editor, news, "Bài một", tags=["Chuyển đổi số", "🎉"])
    links = client.get(f"/tin-tuc/{article.id}/{article.slug}").page.xpath("//a[@rel='tag']")
    assert [link.text for link in links] == ["Chuyển đổi số", "🎉"]
    for link in links:
        page = client.get(link.get("href"))
        assert (page.status_code, page.words("h1")) == (200, [link.text])
        assert page.words(".card-title") == ["Bài một"]


def test_the_pages_of_a_tag_ask_little(
    app: Flask, client: PageClient, editor: User, news: Category
) -> None:
    for n in range(15):
        cast.live(editor, news, f"Bài {n}", tags=["học bổng"])
    with statements() as sent:
        first = client.get("/the/hoc-bong")
    assert len(first.words(".card-title")) == 12
    assert len(sent) <= 9
    last = client.get("/the/hoc-bong?page=2")
    assert last.words(".card-title") == ["Bài 2", "Bài 1", "Bài 0"]
    assert last.page.xpath("//link[@rel='canonical']/@href") == [
        "http://localhost/the/hoc-bong?page=2"
    ]
    assert client.get("/the/hoc-bong?page=3").status_code == 404


def test_a_former_address_leads_on_and_keeps_the_page(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.live(editor, news, tags=["cũ"])
    with writing():
        tagging.rename(
            db.session.scalars(tag_queries.tag_at("cu")).one(), "mới", actor=editor, at=clock.now()
        )
    for asked, led in (("/the/cu", "/the/moi"), ("/the/cu?page=3", "/the/moi?page=3")):
        answer = client.get(asked)
        assert (answer.status_code, answer.location) == (301, led)
    assert client.get("/the/cu?page=0").status_code == 404


@pytest.mark.parametrize("asked", ["khong-co", "\u1ec5", "a'b", "%00", "x" * 3000, "\u202e"])
def test_a_tag_that_is_not_there(client: PageClient, news: Category, asked: str) -> None:
    assert client.get(f"/the/{asked}").status_code in (400, 404)


def test_a_tag_that_only_hidden_articles_have_is_not_there(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.draft(editor, news, tags=["bản nháp"])
    article = cast.live(editor, news, tags=["đã gỡ"])
    with writing():
        workflow.unpublish(article, actor=editor, at=clock.now())
    for name in ("bản nháp", "đã gỡ"):
        assert client.get(f"/the/{address(name)}").status_code == 404
