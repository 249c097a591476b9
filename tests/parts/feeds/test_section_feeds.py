"""The feeds of a category and of a tag."""

from __future__ import annotations

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories import editing
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.tags import queries as tag_queries
from newsapp.parts.tags import tagging
from tests import cast
from tests.pages import PageClient
from tests.parts.feeds.readers import ATOM, FEEDS, THEN, atom, json_feed


def test_a_category_has_feeds_of_its_own(client: PageClient, editor: User, news: Category) -> None:
    with writing():
        other = Category(name="Thông báo", slug="thong-bao", position=2, description="Lịch & mời")
        db.session.add(other)
    cast.live(editor, news, "Tin")
    cast.live(editor, other, "Lịch tiếp công dân")
    feed = atom(client, "/chuyen-muc/thong-bao/feed.xml")
    assert [node.text for node in feed.iter(f"{ATOM}title")] == [
        "Thông báo - Trang tin điện tử",
        "Lịch tiếp công dân",
    ]
    assert feed.findtext(f"{ATOM}subtitle") == "Lịch & mời"
    whole = json_feed(client, "/chuyen-muc/thong-bao/feed.json")
    assert (whole["description"], whole["home_page_url"]) == (
        "Lịch & mời",
        "http://localhost/chuyen-muc/thong-bao",
    )
    assert [item["title"] for item in whole["items"]] == ["Lịch tiếp công dân"]


def test_a_category_follows_those_below_it_and_its_own_new_address(
    client: PageClient, administrator: User, editor: User, news: Category
) -> None:
    with writing():
        below = editing.add("Hội nghị", parent_id=news.id, actor=administrator, at=THEN)
    cast.live(editor, below, "Bài của chuyên mục con")
    assert [item["title"] for item in json_feed(client, FEEDS[3])["items"]] == [
        "Bài của chuyên mục con"
    ]
    with writing():
        editing.change(
            news, name="Hoạt động", description="", parent_id=None, is_hidden=False, moves_address=True,
            actor=administrator, at=THEN,
        )  # fmt: skip
    moved = client.get(FEEDS[3])
    assert (moved.status_code, moved.location) == (301, "/chuyen-muc/hoat-dong/feed.json")
    assert client.get(moved.location).status_code == 200


def test_a_tag_has_feeds_of_its_own(
    client: PageClient, rich: Article, editor: User, news: Category
) -> None:
    cast.live(editor, news, "Không có từ khóa")
    feed = atom(client, "/the/nuoc-sach/feed.xml")
    assert [n.text for n in feed.iter(f"{ATOM}title")] == [
        "nước sạch - Trang tin điện tử",
        "Bài đủ phần",
    ]
    assert [item["title"] for item in json_feed(client, "/the/nuoc-sach/feed.json")["items"]] == [
        "Bài đủ phần"
    ]
    assert client.get("/the/khong-co/feed.json").status_code == 404
    with writing():
        tagging.rename(
            db.session.scalars(tag_queries.tag_at("nuoc-sach")).one(),
            "nước ngọt",
            actor=editor,
            at=THEN,
        )
    moved = client.get("/the/nuoc-sach/feed.json")
    assert (moved.status_code, moved.location) == (301, "/the/nuoc-ngot/feed.json")
