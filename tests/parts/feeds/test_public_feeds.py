from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.feeds.public_feeds import PAGE_SIZE
from newsapp.web.placeholders import marker
from tests import cast
from tests.pages import PageClient
from tests.parts.feeds.readers import ATOM, FEEDS, THEN, atom, json_feed
from tests.statements import statements

XML_CHARACTERS = (
    "tab\tquote\" apos' amp& lt< gt> ]]> &amp; <![CDATA[x]]> </title> \u200f\u202e עברית 🎉"
)
NOT_XML = "".join(map(chr, [0, 1, 8, 0xB, 0xC, 0x1F, 0xFFFE, 0xFFFF]))


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
