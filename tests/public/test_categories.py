"""Categories that moved, that are hidden, and that stand below others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import category_merging
from newsapp.categories import editing
from newsapp.categories.models import Category
from newsapp.database import writing
from tests import cast
from tests.pages import PageClient
from tests.statements import statements

THEN = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def change(actor: User, category: Category, **fields: Any) -> None:
    values = {
        name: getattr(category, name) for name in ("name", "description", "parent_id", "is_hidden")
    }
    with writing():
        editing.change(
            category, **(values | {"moves_address": True} | fields), actor=actor, at=clock.now()
        )


@pytest.fixture
def child(editor: User, news: Category) -> Category:
    with writing():
        return editing.add("Đoàn thể", parent_id=news.id, actor=editor, at=clock.now())


def test_a_former_address_leads_on_and_keeps_the_page(
    client: PageClient, editor: User, news: Category
) -> None:
    for name in ("Tin B", "Tin C"):
        change(editor, news, name=name)
    for asked in ("hoat-dong-so-nganh", "tin-b"):
        answer = client.get(f"/chuyen-muc/{asked}?page=2")
        assert (answer.status_code, answer.location) == (301, "/chuyen-muc/tin-c?page=2")
        assert client.get(f"/chuyen-muc/{asked}").location == "/chuyen-muc/tin-c"
    change(editor, news, name="Tin B")
    assert client.get("/chuyen-muc/tin-b").status_code == 200
    assert client.get("/chuyen-muc/tin-c").location == "/chuyen-muc/tin-b"


def test_what_was_merged_leads_on(
    client: PageClient, editor: User, news: Category, child: Category
) -> None:
    with writing():
        category_merging.merge(child, news, expected=0, actor=editor, at=clock.now())
    assert client.get("/chuyen-muc/doan-the").location == "/chuyen-muc/hoat-dong-so-nganh"


def test_a_hidden_category_is_read_by_its_addresses_alone(
    client: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(editor, news, "Bài trong mục ẩn")
    assert "Bài trong mục ẩn" in client.get("/").text
    change(editor, news, is_hidden=True)
    home = client.get("/").text
    assert "Bài trong mục ẩn" not in home
    assert news.name not in home
    for address in (f"/tin-tuc/{article.id}/{article.slug}", f"/chuyen-muc/{news.slug}"):
        assert "Bài trong mục ẩn" in client.get(address).text


def test_a_category_shows_what_stands_below_it(
    client: PageClient, editor: User, news: Category, child: Category
) -> None:
    for n in range(20):
        cast.live(editor, child if n % 3 else news, f"Bài {n}", at=THEN - timedelta(minutes=n))
    with statements() as sent:
        first = client.get(f"/chuyen-muc/{news.slug}")
    assert first.words(".card-title") == [f"Bài {n}" for n in range(12)]
    assert len(sent) <= 9, sent
    assert client.get(f"/chuyen-muc/{news.slug}?page=2").words(".card-title") == [
        f"Bài {n}" for n in range(12, 20)
    ]
    assert first.words(".sections-below") == ["Đoàn thể"]
    below = client.get(f"/chuyen-muc/{child.slug}")
    assert below.words(".card-title") == [f"Bài {n}" for n in range(20) if n % 3][:12]
    assert below.words(".breadcrumbs") == ["Trang chủ Hoạt động Sở, Ngành"]


def test_a_hidden_child_shows_in_no_list_above(
    client: PageClient, editor: User, news: Category, child: Category
) -> None:
    cast.live(editor, child, "Bài trong mục ẩn")
    change(editor, child, is_hidden=True)
    for address in ("/", f"/chuyen-muc/{news.slug}"):
        assert "Bài trong mục ẩn" not in client.get(address).text
    change(editor, child, is_hidden=False)
    change(editor, news, is_hidden=True)
    assert "Bài trong mục ẩn" not in client.get("/").text
    assert "Bài trong mục ẩn" in client.get(f"/chuyen-muc/{news.slug}").text


def test_home_joins_a_block_with_what_stands_below(
    app: Flask, client: PageClient, editor: User, news: Category, child: Category
) -> None:
    for n in range(12):
        cast.live(editor, child if n % 2 else news, f"Bài {n}", at=THEN - timedelta(minutes=n))
    home = client.get("/")
    assert [a.text for a in home.page.xpath("//section[@class='block']/h2/a")] == [news.name]
    block = home.page.find_class("block")[0]
    titles = [a.text for a in block.xpath(".//a[starts-with(@href, '/tin-tuc/')]")]
    assert titles == [f"Bài {n}" for n in range(7, 11)]


def test_the_menu_opens_what_stands_below_without_scripts(
    client: PageClient, editor: User, news: Category, child: Category
) -> None:
    page = client.get(f"/chuyen-muc/{child.slug}").page
    links = page.xpath("//nav[@class='menu']//a")
    assert [link.text for link in links] == ["Trang chủ", news.name, "Đoàn thể"]
    assert [link.get("aria-current") for link in links] == [None, "true", "true"]
    assert (
        page.xpath("//nav[@class='menu']//details/summary/@aria-label")[0]
        == f"Mục con của {news.name}"
    )
