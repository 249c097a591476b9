"""What search engines ask first: which pages there are, when they changed, and where not to go.

The sitemap (sitemaps.org) is an index: the sections, the news of two days, and the articles in chunks.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from flask import Response, abort, render_template

from newsapp import clock
from newsapp.articles import mapping, syndication
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.documents import mapping as documents
from newsapp.media.models import Picture
from newsapp.public import public
from newsapp.public.cards import article_url, shown, url_of
from newsapp.public.documents import document_url
from newsapp.public.entries import absolute
from newsapp.web.addresses import url_for
from newsapp.web.i18n import language
from newsapp.web.page_cache import ready
from newsapp.web.wellformed import plain, xml

AS_NEWS = timedelta(days=2)
"""What a news sitemap may go back."""


class Place(NamedTuple):
    """An address of the sitemap. pictures: their addresses."""

    url: str
    changed: datetime | None = None
    pictures: tuple[str, ...] = ()


class News(NamedTuple):
    url: str
    title: str
    published: datetime
    language: str


@public.get("/robots.txt")
@ready
def robots() -> Response:
    return plain(render_template("feeds/robots.txt", sitemap=absolute(url_for("public.sitemap_index"))))


@public.get("/sitemap.xml")
@ready
def sitemap_index() -> Response:
    now, zone = clock.now(), clock.zone()
    chunks = [
        Place(url_for(endpoint, number=chunk, _external=True), syndication.modified_at(live, changed, zone))
        for endpoint, wanted in (
            ("public.sitemap_chunk", mapping.chunks(now)),
            ("public.documents_sitemap", documents.chunks(now)),
        )
        for chunk, live, changed in db.session.execute(wanted)
        if live is not None
    ]
    newest = max((place.changed for place in chunks if place.changed), default=None)
    first = [Place(url_for("public.sections_sitemap", _external=True), newest)]
    if _news(now):
        first.append(Place(url_for("public.news_sitemap", _external=True)))
    return xml(render_template("feeds/sitemap_index.xml", places=first + chunks))


@public.get("/sitemap-sections.xml")
@ready
def sections_sitemap() -> Response:
    newest = {
        number: moment.astimezone(clock.zone())
        for number, moment in db.session.execute(mapping.newest_of_categories(clock.now()))
        if moment is not None
    }
    places = [Place(url_for("public.home", _external=True), max(newest.values(), default=None))]
    if any(True for _chunk in db.session.execute(documents.chunks(clock.now()))):
        places.append(Place(url_for("public.documents", _external=True)))
    if language() == "vi":
        places.append(Place(url_for("public.english_home", _external=True)))
    places += [
        Place(url_for("public.category", slug=section.slug, _external=True), newest[section.id])
        for section in db.session.scalars(categories.in_menu_order())
        if section.id in newest
    ]
    return xml(render_template("feeds/sitemap.xml", places=places))


@public.get("/sitemap-<int:number>.xml")
@ready
def sitemap_chunk(number: int) -> Response:
    """Articles and pages of one span of numbers; 404 where readers see none of them."""
    if not 1 <= number <= 2**31 // mapping.IN_CHUNK:
        abort(404)
    rows = db.session.execute(mapping.in_chunk(clock.now(), number)).all() or abort(404)
    pictures, zone = mapping.pictures(number), clock.zone()
    places = [
        Place(
            absolute(url_of(row)),
            syndication.modified_at(row.go_live_at, row.revised_at, zone),
            tuple(_address(picture) for picture in pictures.get(row.id, ())),
        )
        for row in rows
    ]
    return xml(render_template("feeds/sitemap.xml", places=places))


@public.get("/sitemap-documents-<int:number>.xml")
@ready
def documents_sitemap(number: int) -> Response:
    """Official documents of one span of numbers; 404 where readers see none of them."""
    if not 1 <= number <= 2**31 // documents.IN_CHUNK:
        abort(404)
    rows, zone = db.session.execute(documents.in_chunk(clock.now(), number)).all() or abort(404), clock.zone()
    places = [
        Place(
            absolute(document_url(row.id, row.number, row.abstract)),
            syndication.modified_at(row.go_live_at, row.updated_at, zone),
        )
        for row in rows
    ]
    return xml(render_template("feeds/sitemap.xml", places=places))


@public.get("/sitemap-news.xml")
@ready
def news_sitemap() -> Response:
    return xml(render_template("feeds/sitemap_news.xml", news=_news(clock.now()) or abort(404)))


def _news(now: datetime) -> list[News]:
    """What was published in the last two days, by the day that is printed on it too."""
    since, zone = now - AS_NEWS, clock.zone()
    found = [
        News(
            absolute(article_url(row.id, row.title)),
            row.title,
            syndication.published_at(row.published_on, row.go_live_at, zone),
            row.language,
        )
        for row in db.session.execute(mapping.news(now, since))
    ]
    return [one for one in found if since <= one.published <= now]


def _address(picture: Picture) -> str:
    return absolute(shown(picture.digest, picture.width, picture.height, "").src)
