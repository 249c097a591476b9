from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from lxml import etree

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.categories import editing
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Attachment, Picture
from newsapp.parts.feeds.public_feeds import PAGE_SIZE
from newsapp.parts.tags import queries as tag_queries
from newsapp.parts.tags import tagging
from newsapp.web.placeholders import marker
from tests import cast
from tests.pages import PageClient
from tests.statements import statements

THEN = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
XML_CHARACTERS = (
    "tab\tquote\" apos' amp& lt< gt> ]]> &amp; <![CDATA[x]]> </title> \u200f\u202e עברית 🎉"
)
NOT_XML = "".join(map(chr, [0, 1, 8, 0xB, 0xC, 0x1F, 0xFFFE, 0xFFFF]))
FEEDS = [
    "/feed.xml",
    "/feed.json",
    "/chuyen-muc/hoat-dong-so-nganh/feed.xml",
    "/chuyen-muc/hoat-dong-so-nganh/feed.json",
]


def atom(client: PageClient, address: str = "/feed.xml") -> etree._Element:
    """The feed, parsed without mercy, and held against what RFC 4287 asks of
    every feed and entry.
    """
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (200, "application/atom+xml; charset=utf-8")
    feed = etree.fromstring(answer.data, etree.XMLParser(recover=False, resolve_entities=False))
    assert feed.tag == f"{ATOM}feed"
    for place in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (node,) = place.findall(f"{ATOM}{name}")
            assert node.text or name == "title"
        assert datetime.fromisoformat(place.findtext(f"{ATOM}updated")).tzinfo
        assert all(
            link.get("href").startswith("http://localhost/")
            for link in place.findall(f"{ATOM}link")
        )
        assert place.findall(f"{ATOM}link[@rel='alternate']")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    ids = [node.text for node in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return feed


def json_feed(client: PageClient, address: str = "/feed.json") -> dict[str, Any]:
    """The feed, held against what JSON Feed 1.1 asks."""
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (
        200,
        "application/feed+json; charset=utf-8",
    )
    feed: dict[str, Any] = json.loads(answer.data.decode("utf-8", "strict"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"] is not None
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert all(file["url"] and file["mime_type"] for file in item.get("attachments", []))
    return feed


@pytest.fixture
def rich(app: Flask, editor: User, news: Category) -> Article:
    """An article with everything that an article can have."""
    with writing():
        cover = Picture(digest="ab" * 16, width=1200, height=750, filename="a.png", created_at=THEN)
        file = Attachment(
            digest="cd" * 16, filename="Kế hoạch 1.pdf", extension="pdf", size=1234, created_at=THEN
        )
        db.session.add_all([cover, file])
    return cast.live(
        editor, news, "Bài đủ phần", at=THEN, summary="Tóm & tắt", byline="Nguyễn An", signature="NA",
        source="Báo", published_on=date(2026, 11, 20), cover_id=cover.id, cover_alt="Hai mảng màu",
        attachments=[{"id": file.id, "title": "Kế hoạch"}], tags=["nước sạch", "Cái Bè"],
        body='<p>Xem <a href="/tin-tuc/1">bài</a>, <a href="https://a.example/">nơi khác</a> và '
        '<a href="#chu-thich-1">[1]</a>, src="/x".</p>'
        '<p><img src="/media/' + "ab" * 16 + '-480.jpg" alt="" width="480" height="300"></p>',
    )  # fmt: skip


def test_atom_tells_the_whole_article(client: PageClient, rich: Article, news: Category) -> None:
    (entry,) = atom(client).iter(f"{ATOM}entry")
    said = {
        name: entry.findtext(f"{ATOM}{name}")
        for name in ("id", "title", "summary", "published", "updated")
    }
    assert said == {
        "id": f"tag:localhost,2026-11-20:{rich.id}",
        "title": "Bài đủ phần",
        "summary": "Tóm & tắt",
        "published": "2026-11-20T12:00:00+07:00",
        "updated": "2026-11-20T12:00:00+07:00",
    }
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Nguyễn An"
    assert [node.get("term") for node in entry.iter(f"{ATOM}category")] == [
        news.name,
        "nước sạch",
        "Cái Bè",
    ]
    (file,) = entry.findall(f"{ATOM}link[@rel='enclosure']")
    assert (file.get("type"), file.get("length"), file.get("title")) == (
        "application/pdf",
        "1234",
        "Kế hoạch",
    )
    content = entry.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert f'href="http://localhost/tin-tuc/{rich.id}/{rich.slug}#chu-thich-1"' in content.text
    (picture,) = entry.iter("{http://search.yahoo.com/mrss/}content")
    assert picture.get("url") == f"http://localhost/media/{'ab' * 16}-960.jpg"


def test_json_tells_the_whole_article(client: PageClient, rich: Article, news: Category) -> None:
    feed = json_feed(client)
    assert (feed["home_page_url"], feed["feed_url"]) == (
        "http://localhost/",
        "http://localhost/feed.json",
    )
    assert feed["language"] == "vi"
    (item,) = feed["items"]
    content = item.pop("content_html")
    assert item == {
        "id": f"tag:localhost,2026-11-20:{rich.id}",
        "url": f"http://localhost/tin-tuc/{rich.id}/{rich.slug}",
        "title": "Bài đủ phần",
        "summary": "Tóm & tắt",
        "image": f"http://localhost/media/{'ab' * 16}-960.jpg",
        "date_published": "2026-11-20T12:00:00+07:00",
        "date_modified": "2026-11-20T12:00:00+07:00",
        "authors": [{"name": "Nguyễn An"}],
        "tags": [news.name, "nước sạch", "Cái Bè"],
        "language": "vi",
        "attachments": [
            {
                "url": f"http://localhost/media/{'cd' * 16}/K%E1%BA%BF%20ho%E1%BA%A1ch%201.pdf",
                "mime_type": "application/pdf",
                "title": "Kế hoạch",
                "size_in_bytes": 1234,
            }
        ],
        "_newsapp": {
            "number": rich.id,
            "category": news.slug,
            "source": "Báo",
            "signature": "NA",
            "image_alt": "Hai mảng màu",
        },
    }
    assert 'href="http://localhost/tin-tuc/1"' in content
    assert 'href="https://a.example/"' in content
    assert f'src="http://localhost/media/{"ab" * 16}-480.jpg"' in content
    assert 'src="/x".</p>' in content, "what only looks like an address is the writer's text"


def test_what_is_not_given_is_left_out(client: PageClient, editor: User, news: Category) -> None:
    cast.live(editor, news)
    (item,) = json_feed(client)["items"]
    assert not {"authors", "summary", "image", "attachments"} & set(item)
    assert next(atom(client).iter(f"{ATOM}entry")).findall(f"{ATOM}author") == []


def test_every_article_is_reached_once_by_the_next_pages(
    client: PageClient, editor: User, news: Category
) -> None:
    with writing():
        for n in range(2 * PAGE_SIZE + 3):
            at = THEN - timedelta(minutes=n)
            workflow.publish(
                workflow.create(cast.content(news, f"Bài {n}"), actor=editor, at=at),
                actor=editor,
                at=at,
            )
    titles, address = [], "/feed.json"
    while address:
        feed = json_feed(client, address)
        titles += [item["title"] for item in feed["items"]]
        address = feed.get("next_url", "").removeprefix("http://localhost")
    assert titles == [f"Bài {n}" for n in range(2 * PAGE_SIZE + 3)]
    links = {
        link.get("rel"): link.get("href")
        for link in atom(client, "/feed.xml?page=2").findall(f"{ATOM}link")
    }
    assert links == {
        "alternate": "http://localhost/",
        "self": "http://localhost/feed.xml?page=2",
        "first": "http://localhost/feed.xml",
        "previous": "http://localhost/feed.xml",
        "next": "http://localhost/feed.xml?page=3",
    }
    rels = [link.get("rel") for link in atom(client, "/feed.xml?page=3").findall(f"{ATOM}link")]
    assert rels == ["alternate", "self", "first", "previous"]
    assert client.get("/feed.json?page=4").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "abc", "2", "1" + "0" * 21, "", "٢"])
@pytest.mark.parametrize("address", FEEDS)
def test_what_is_no_page_is_not_found(
    client: PageClient, news: Category, address: str, page: str
) -> None:
    assert client.get(address, query_string={"page": page}).status_code == 404


@pytest.mark.parametrize("address", ["/feed.html", "/feed.", "/chuyen-muc/khong-co/feed.xml"])
def test_what_is_no_feed_is_not_found(client: PageClient, news: Category, address: str) -> None:
    assert client.get(address).status_code == 404


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


def test_pages_are_no_news(client: PageClient, rich: Article, editor: User, news: Category) -> None:
    page = cast.live(editor, news, "Giới thiệu")
    with writing():
        page.category_id, page.address = None, "gioi-thieu"
    assert [item["title"] for item in json_feed(client)["items"]] == ["Bài đủ phần"]


def test_an_empty_site_has_whole_feeds(client: PageClient, news: Category) -> None:
    assert [len(atom(client, a).findall(f"{ATOM}entry")) for a in FEEDS[::2]] == [0, 0]
    assert [json_feed(client, a)["items"] for a in FEEDS[1::2]] == [[], []]


def test_hostile_texts_stay_text(client: PageClient, editor: User, news: Category) -> None:
    """As they could stand in a database that an importer or an older release filled."""
    article = cast.live(editor, news)
    hostile = XML_CHARACTERS + (
        NOT_XML.lstrip("\0") if db.engine.dialect.name == "postgresql" else NOT_XML
    )
    with writing():
        for name in ("title", "summary", "byline", "source", "signature"):
            setattr(article, name, f"{name} {hostile}"[:300])
        article.body = f"<p>{hostile}</p>"
        news.name = f"Tên {hostile}"[:100]
    clean = XML_CHARACTERS
    for address in FEEDS[::2]:
        (entry,) = atom(client, address).iter(f"{ATOM}entry")
        for name in ("title", "summary"):
            assert entry.findtext(f"{ATOM}{name}") == f"{name} {clean}"
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == f"byline {clean}"
        assert entry.findtext(f"{ATOM}content") == f"<p>{clean}</p>"
    for address in FEEDS[1::2]:
        (item,) = json_feed(client, address)["items"]
        assert (item["title"], item["content_html"]) == (f"title {clean}", f"<p>{clean}</p>")
        assert item["tags"][0].startswith("Tên tab\tquote")


def test_the_printed_day_counts_where_it_is_another(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.live(editor, news, published_on=date(2020, 5, 20), at=THEN)
    (item,) = json_feed(client)["items"]
    assert item["date_published"] == "2020-05-20T00:00:00+07:00"
    assert item["date_modified"] == "2026-11-20T12:00:00+07:00"


def test_a_new_text_is_a_change_and_the_same_entry(
    client: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(editor, news, at=THEN)
    before = json_feed(client)["items"][0]
    with writing():
        later = cast.content(news, "Tiêu đề mới", published_on=article.published_on)
        workflow.save_draft(
            article, later, base_version=1, actor=editor, at=THEN + timedelta(hours=1)
        )
    assert json_feed(client)["items"][0] == before, "a draft changes nothing"
    with writing():
        workflow.publish(article, actor=editor, at=THEN + timedelta(hours=1))
    after = json_feed(client)["items"][0]
    assert (after["id"], after["date_published"]) == (before["id"], before["date_published"])
    assert after["title"] == "Tiêu đề mới"
    assert after["date_modified"] == "2026-11-20T13:00:00+07:00"


def test_feeds_are_made_once_and_asked_again_for_little(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.live(editor, news, body="<p>Nội dung của bài viết.</p>" * 100)
    for address in FEEDS:
        first = client.get(address)
        assert "Set-Cookie" not in first.headers
        assert marker("")[:24] not in first.text
        with statements() as sent:
            again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
            packed = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert sent == []
        assert (again.status_code, again.data) == (304, b"")
        assert len(packed.data) < len(first.data) / 2
    cast.live(editor, news, "Bài mới")
    known = client.get("/feed.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (known.status_code, known.json["items"][0]["title"]) == (200, "Bài mới")


def test_reading_feeds_is_no_visit(app: Flask, editor: User, news: Category) -> None:
    cast.live(editor, news)
    browser = PageClient(app)
    browser.get("/")
    tag = browser.get("/feed.xml").headers["ETag"]
    app.extensions["visitor_counter"].flush()
    assert app.extensions["visitor_counter"].counts().total == 0
    browser.get("/")
    app.extensions["visitor_counter"].flush()
    assert app.extensions["visitor_counter"].counts().total == 1
    assert browser.get("/feed.xml").headers["ETag"] == tag, "the counter is no part of a feed"


def test_a_feed_asks_little(client: PageClient, editor: User, news: Category) -> None:
    for n in range(5):
        cast.live(editor, news, f"Bài {n}")
    client.get("/")
    for address, most in zip(FEEDS, (2, 2, 3, 3), strict=True):
        with statements() as sent:
            client.get(address)
        assert len(sent) <= most, sent


def test_pages_tell_where_their_feeds_are(
    client: PageClient, rich: Article, news: Category
) -> None:
    site = ["/feed.xml", "/feed.json"]
    section, tag = f"/chuyen-muc/{news.slug}", "/the/nuoc-sach"
    for address, feeds in (
        ("/", site),
        (f"/tin-tuc/{rich.id}/{rich.slug}", site),
        (section, site + [section + path for path in site]),
        (tag, site + [tag + path for path in site]),
    ):
        links = client.get(address).page.xpath("//link[@rel='alternate'][@title]")
        assert {link.get("href") for link in links} == set(feeds)
        assert {link.get("type") for link in links} == {
            "application/atom+xml",
            "application/feed+json",
        }
        for link in links:
            assert client.get(link.get("href")).mimetype == link.get("type")
