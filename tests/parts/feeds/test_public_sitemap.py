from __future__ import annotations

import tracemalloc
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from lxml import etree
from sqlalchemy import insert

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article, MediaUse
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Picture
from newsapp.parts.feeds import sitemap_queries
from newsapp.parts.feeds.public_sitemap import ARTICLES
from tests import cast
from tests.pages import PageClient
from tests.parts.documents import papers
from tests.statements import statements

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def sitemap(client: PageClient, address: str) -> etree._Element:
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (200, "application/xml; charset=utf-8")
    root = etree.fromstring(answer.data, etree.XMLParser(recover=False, resolve_entities=False))
    assert 0 < len(root) <= 50_000
    assert len(answer.data) <= 50_000_000
    for node in root.iter(f"{S}loc", f"{IMAGE}loc"):
        assert node.text.startswith("http://localhost/")
    for node in root.iter(f"{S}lastmod"):
        assert datetime.fromisoformat(node.text).tzinfo
    return root


def places(root: etree._Element) -> dict[str, str | None]:
    """Path -> lastmod."""
    found = {
        node.findtext(f"{S}loc").removeprefix("http://localhost"): node.findtext(f"{S}lastmod")
        for node in root
    }
    assert len(found) == len(root)
    return found


def many(category: Category, count: int) -> None:
    """Live articles with the numbers 1 to `count`, at one go."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    common: dict[str, Any] = {
        "title": "Hội nghị tổng kết công tác năm", "body": "<p>Nội dung.</p>" * 20, "category_id": category.id,
        "version": 1, "live_version": 1, "created_at": at, "updated_at": at, "first_published_at": at,
        "published_on": at.date(), "revised_at": at,
    }  # fmt: skip
    with writing():
        for start in range(0, count, 5000):
            rows = [
                common | {"go_live_at": at + timedelta(seconds=n)}
                for n in range(start, min(start + 5000, count))
            ]
            db.session.execute(insert(Article), rows)


def test_the_index_leads_to_every_page(
    client: PageClient, editor: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    with writing():
        db.session.add(Category(name="Trống", slug="trong", position=2))
    article = cast.live(editor, news)
    now = "2026-11-23T09:00:00+07:00"
    assert places(sitemap(client, "/sitemap.xml")) == {
        "/sitemap-sections.xml": now,
        "/sitemap-news.xml": None,
        "/sitemap-1.xml": now,
    }
    assert places(sitemap(client, "/sitemap-sections.xml")) == {
        "/": now,
        "/en/": None,
        f"/chuyen-muc/{news.slug}": now,
    }
    assert places(sitemap(client, "/sitemap-1.xml")) == {
        f"/tin-tuc/{article.id}/{article.slug}": now
    }


def test_an_empty_site_has_a_sitemap(client: PageClient) -> None:
    assert places(sitemap(client, "/sitemap.xml")) == {"/sitemap-sections.xml": None}
    assert places(sitemap(client, "/sitemap-sections.xml")) == {"/": None, "/en/": None}


@pytest.mark.parametrize("number", ["0", "1", "2", "-1", "x", "1" + "0" * 21, str(2**31)])
def test_a_chunk_that_holds_nothing_is_not_found(
    client: PageClient, news: Category, number: str
) -> None:
    assert client.get(f"/sitemap-{number}.xml").status_code == 404
    assert client.get("/sitemap-news.xml").status_code == 404


def test_lastmod_is_when_readers_got_another_text(
    client: PageClient, editor: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    article = cast.live(editor, news)
    own = f"/tin-tuc/{article.id}/{article.slug}"
    stopped_clock.move(hours=1)
    with writing():
        text = cast.content(news, summary="Mới", published_on=article.published_on)
        workflow.save_draft(article, text, base_version=1, actor=editor, at=stopped_clock.now())
    assert places(sitemap(client, "/sitemap-1.xml"))[own] == "2026-11-23T09:00:00+07:00"
    stopped_clock.move(hours=1)
    with writing():
        workflow.publish(article, actor=editor, at=stopped_clock.now())
    assert places(sitemap(client, "/sitemap-1.xml"))[own] == "2026-11-23T11:00:00+07:00"
    assert places(sitemap(client, "/sitemap.xml"))["/sitemap-1.xml"] == "2026-11-23T11:00:00+07:00"
    stopped_clock.move(hours=1)
    with writing():
        workflow.publish(article, actor=editor, at=stopped_clock.now())
    assert places(sitemap(client, "/sitemap-1.xml"))[own] == "2026-11-23T11:00:00+07:00", (
        "the same text again"
    )


def test_pictures_stand_beside_their_article(
    client: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(editor, news)
    with writing():
        for digest in ("ab" * 16, "cd" * 16):
            db.session.add(
                Picture(
                    digest=digest,
                    width=480,
                    height=300,
                    filename="a",
                    created_at=article.created_at,
                )
            )
            db.session.add(MediaUse(article_id=article.id, digest=digest))
        db.session.add(MediaUse(article_id=article.id, digest="ef" * 16))
    found = [node.text for node in sitemap(client, "/sitemap-1.xml").iter(f"{IMAGE}loc")]
    assert found == [
        f"http://localhost/media/{digest}-480.jpg" for digest in ("ab" * 16, "cd" * 16)
    ]


def test_news_are_those_of_two_days(
    client: PageClient, editor: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    now = stopped_clock.now()
    cast.live(editor, news, "Cũ", at=now - timedelta(hours=49))
    cast.live(editor, news, "Nhập từ trang cũ", at=now, published_on=date(2020, 5, 20))
    cast.live(editor, news, "Mới ]]> & <b>", at=now - timedelta(hours=47))
    cast.live(editor, news, "Minutes", at=now - timedelta(hours=1), language="en")
    found = sitemap(client, "/sitemap-news.xml").findall(f"{S}url/{NEWS}news")
    assert [
        [node.findtext(path) for path in (f"{NEWS}title", f"{NEWS}publication_date")]
        for node in found
    ] == [
        ["Minutes", "2026-11-23T08:00:00+07:00"],
        ["Mới ]]> & <b>", "2026-11-21T10:00:00+07:00"],
    ]
    about = [node.find(f"{NEWS}publication") for node in found]
    assert [a.findtext(f"{NEWS}name") for a in about] == ["Trang tin điện tử"] * 2
    assert [a.findtext(f"{NEWS}language") for a in about] == ["en", "vi"]


def test_chunks_hold_spans_of_numbers(client: PageClient, news: Category) -> None:
    many(news, ARTICLES.chunk_size + 3)
    with writing():
        db.session.get_one(Article, 1).withdrawn_at = datetime(2026, 11, 2, tzinfo=UTC)
    assert list(places(sitemap(client, "/sitemap.xml"))) == [
        "/sitemap-sections.xml",
        "/sitemap-1.xml",
        "/sitemap-2.xml",
    ]
    both = [places(sitemap(client, f"/sitemap-{n}.xml")) for n in (1, 2)]
    numbers = [[int(path.split("/")[2]) for path in chunk] for chunk in both]
    assert numbers == [
        [*range(2, ARTICLES.chunk_size + 1)],
        [*range(ARTICLES.chunk_size + 1, ARTICLES.chunk_size + 4)],
    ]


@pytest.mark.sqlite
def test_the_index_reads_no_texts(app: Flask, news: Category) -> None:
    """At a hundred thousand articles it is an index of the database that is
    read, not the articles.
    """
    many(news, 3000)
    query = str(sitemap_queries.chunks(ARTICLES, clock.now()).compile(db.engine))
    plan = db.session.connection().exec_driver_sql(
        f"EXPLAIN QUERY PLAN {query}", ("",) * query.count("?")
    )
    assert "USING COVERING INDEX ix_article_sitemap" in " ".join(row[3] for row in plan)


def test_a_chunk_takes_little_memory(client: PageClient, news: Category) -> None:
    many(news, ARTICLES.chunk_size)
    client.get("/")
    tracemalloc.start()
    with statements() as sent:
        client.get("/sitemap-1.xml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(sent) <= 3, sent
    assert peak < 16_000_000


def test_sitemaps_are_made_once(client: PageClient, editor: User, news: Category) -> None:
    cast.live(editor, news)
    for address in (
        "/sitemap.xml",
        "/sitemap-sections.xml",
        "/sitemap-1.xml",
        "/sitemap-news.xml",
        "/robots.txt",
    ):
        first = client.get(address)
        with statements() as sent:
            again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (sent, again.status_code) == ([], 304)
        assert "Set-Cookie" not in first.headers


def test_robots_are_told_where_not_to_go(client: PageClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin",
        "Disallow: /tim-kiem",
        "Disallow: /xem-truoc/",
        "",
        "Sitemap: http://localhost/sitemap.xml",
    ]


def test_pages_are_there_too(client: PageClient, editor: User, news: Category) -> None:
    page = cast.live(editor, news, "Giới thiệu")
    with writing():
        page.category_id, page.address = None, "gioi-thieu"
    assert list(places(sitemap(client, "/sitemap-1.xml"))) == ["/trang/gioi-thieu"]


def test_documents_are_there_too(
    client: PageClient, editor: User, stopped_clock: cast.StoppedClock
) -> None:
    document = papers.live(editor)
    papers.draft(editor)
    now = "2026-11-23T09:00:00+07:00"
    assert places(sitemap(client, "/sitemap.xml"))["/sitemap-documents-1.xml"] == now
    assert places(sitemap(client, "/sitemap-documents-1.xml")) == {
        f"/van-ban/{document.id}/{document.slug}": now
    }
    assert "/van-ban" in places(sitemap(client, "/sitemap-sections.xml"))
    for number in ("0", "2", str(2**31)):
        assert client.get(f"/sitemap-documents-{number}.xml").status_code == 404
