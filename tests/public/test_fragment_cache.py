"""The parts around a page that are made once and shown on many."""

from __future__ import annotations

from flask import Flask

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.public.context import frame
from tests import cast
from tests.pages import PageClient


def test_pages_of_one_section_share_them(
    app: Flask, client: PageClient, editor: User, news: Category
) -> None:
    first, second = cast.live(editor, news), cast.live(editor, news)
    client.get(f"/tin-tuc/{first.id}/{first.slug}")
    made = len(app.extensions["fragment_cache"])
    client.get(f"/tin-tuc/{second.id}/{second.slug}")
    assert len(app.extensions["fragment_cache"]) == made


def test_one_made_while_the_agency_is_renamed_is_not_shown_afterwards(
    app: Flask, client: PageClient
) -> None:
    cast.agency(name="Sở Cũ")
    with app.test_request_context("/"):
        app.preprocess_request()
        before = frame()
        cast.agency(name="Sở Mới")
        foot = app.jinja_env.from_string('{{ part("components/_foot.html", agency) }}').render(
            before
        )
        assert "Sở Cũ" in foot
    assert client.get("/").words(".foot-name") == ["Sở Mới"]


def test_they_differ_by_what_they_show(client: PageClient, editor: User, news: Category) -> None:
    article = cast.live(editor, news)
    current = "//nav[@class='menu']//a[@aria-current]/text()"
    assert client.get("/").page.xpath(current) == ["Trang chủ"]
    assert client.get(f"/tin-tuc/{article.id}/{article.slug}").page.xpath(current) == [news.name]
