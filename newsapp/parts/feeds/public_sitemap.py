"""For search engines: which pages there are, when they changed, and what to leave out.

The sitemap (sitemaps.org) is an index of files: the list pages, the news of two days, and the
pages that have numbers, in chunks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response, abort, render_template

from newsapp import clock
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.parts.feeds import readers, sitemap_queries
from newsapp.parts.feeds.feed_entries import picture_url
from newsapp.parts.feeds.feed_queries import modified_at, published_at
from newsapp.parts.feeds.xml_json import plain, xml
from newsapp.public.cards import article_url, url_of
from newsapp.registry import Sitemap, registry
from newsapp.web.page_cache import cached
from newsapp.web.urls import absolute, url_for

NEWS_LASTS = timedelta(days=2)
"""How far a news sitemap may go back."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """pictures: the addresses of the pictures on the page."""

    url: str
    changed: datetime | None = None
    pictures: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class News:
    url: str
    title: str
    published: datetime
    language: str


def _pictures(first: int, last: int) -> Mapping[int, list[str]]:
    pictures = sitemap_queries.pictures(first, last)
    return {
        number: [picture_url(picture) for picture in shown] for number, shown in pictures.items()
    }


ARTICLES = Sitemap(2000, sitemap_queries.articles, url_of, _pictures)
"""A file may name 50,000 addresses and have 50 MB; a small one fits into the page cache."""


@readers.get("/robots.txt")
@cached
def robots() -> Response:
    hidden = sorted(registry().hidden_paths)
    return plain(render_template("feeds/robots.txt", hidden=hidden))


@readers.get("/sitemap.xml")
@cached
def sitemap_index() -> Response:
    chunks = _chunks()
    changes = [chunk.changed for chunk in chunks if chunk.changed]
    url = url_for("public.feeds.list_sitemap", _external=True)
    files = [SitemapEntry(url, max(changes, default=None))]
    if _news():
        url = url_for("public.feeds.news_sitemap", _external=True)
        files.append(SitemapEntry(url))
    files += chunks
    return xml(render_template("feeds/sitemap_index.xml", files=files))


@readers.get("/sitemap-sections.xml")
@cached
def list_sitemap() -> Response:
    """The pages that list others."""
    newest = _newest_of_categories()
    url = url_for("public.home", _external=True)
    pages = [SitemapEntry(url, max(newest.values(), default=None))]
    for list_pages in registry().list_pages:
        for path in list_pages():
            pages.append(SitemapEntry(absolute(path)))
    for category in db.session.scalars(categories.in_menu_order()):
        if category.id in newest:
            url = url_for("public.category", slug=category.slug, _external=True)
            pages.append(SitemapEntry(url, newest[category.id]))
    return xml(render_template("feeds/sitemap.xml", pages=pages))


@readers.get("/sitemap-<int:chunk>.xml", defaults={"name": "articles"})
@readers.get("/sitemap-<name>-<int:chunk>.xml")
@cached
def numbered_sitemap(name: str, chunk: int) -> Response:
    """The pages of one span of numbers; 404 where readers see none of them."""
    sitemap = registry().sitemaps.get(name) or abort(404)
    last = chunk * sitemap.chunk_size
    first = last - sitemap.chunk_size + 1
    pages = _pages(sitemap, first, last) or abort(404)
    return xml(render_template("feeds/sitemap.xml", pages=pages))


@readers.get("/sitemap-news.xml")
@cached
def news_sitemap() -> Response:
    news = _news() or abort(404)
    return xml(render_template("feeds/sitemap_news.xml", news=news))


def _newest_of_categories() -> dict[int | None, datetime]:
    """Category's number -> when its newest article went live, on the site's clock."""
    rows = db.session.execute(sitemap_queries.newest_of_categories(clock.now()))
    return {
        number: moment.astimezone(clock.zone()) for number, moment in rows if moment is not None
    }


def _chunks() -> list[SitemapEntry]:
    """The files of all pages that have numbers."""
    files = []
    for name, sitemap in registry().sitemaps.items():
        rows = db.session.execute(sitemap_queries.chunks(sitemap, clock.now()))
        for chunk, live, changed in rows:
            path = url_for("public.feeds.numbered_sitemap", name=name, chunk=chunk)
            entry = SitemapEntry(absolute(path), modified_at(live, changed))
            files.append(entry)
    return files


def _pages(sitemap: Sitemap, first: int, last: int) -> list[SitemapEntry]:
    pictures = sitemap.pictures(first, last)
    rows = sitemap_queries.between(sitemap, clock.now(), first, last)
    return [
        SitemapEntry(
            url=absolute(sitemap.path(row)),
            changed=modified_at(row.go_live_at, row.changed_at),
            pictures=pictures.get(row.id, ()),
        )
        for row in db.session.execute(rows)
    ]


def _news() -> list[News]:
    """The articles of the last two days, by the day that is printed on them too."""
    now = clock.now()
    since = now - NEWS_LASTS
    news = [
        News(
            url=absolute(article_url(row.id, row.title)),
            title=row.title,
            published=published_at(row),
            language=row.language,
        )
        for row in db.session.execute(sitemap_queries.news(now, since))
    ]
    return [article for article in news if since <= article.published <= now]
