"""The parts around a page that are made once and shown on many."""

from __future__ import annotations

from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import writing
from newsapp.public import parts
from newsapp.public.frame import frame
from newsapp.site.identity import Identity, change
from tests import cast
from tests.pages import PageClient


def rename(actor: User, name: str) -> None:
    with writing():
        change(Identity(name=name), actor=actor, at=clock.now())


def test_pages_of_one_section_share_them(client: PageClient, editor: User, news: Category) -> None:
    first, second = cast.live(editor, news), cast.live(editor, news)
    client.get(f"/tin-tuc/{first.id}/{first.slug}")
    made = len(parts._made)
    client.get(f"/tin-tuc/{second.id}/{second.slug}")
    assert len(parts._made) == made


def test_pages_of_the_english_edition_share_them(client: PageClient, administrator: User) -> None:
    client.get("/en/")
    made = len(parts._made)
    for name in ("Sở Một", "Sở Hai"):
        rename(administrator, name)
        client.get("/en/")
    assert len(parts._made) == made + 2 * len(("masthead", "foot")), "the menu is the same"


def test_one_made_while_the_agency_is_renamed_is_not_shown_afterwards(
    app: Flask, client: PageClient, administrator: User
) -> None:
    rename(administrator, "Sở Cũ")
    with app.test_request_context("/"):
        app.preprocess_request()
        before = frame()
        rename(administrator, "Sở Mới")
        foot = app.jinja_env.from_string('{{ part("components/_foot.html", agency) }}').render(before)
        assert "Sở Cũ" in foot
    assert client.get("/").words(".foot-name") == ["Sở Mới"]


def test_they_differ_by_what_they_show(client: PageClient, editor: User, news: Category) -> None:
    article = cast.live(editor, news)
    current = "//nav[@class='menu']//a[@aria-current]/text()"
    assert client.get("/").page.xpath(current) == ["Trang chủ"]
    assert client.get(f"/tin-tuc/{article.id}/{article.slug}").page.xpath(current) == [news.name]
    assert client.get("/tim-kiem").page.find_class("search-small") == []
