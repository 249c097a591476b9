"""Following the site: Atom (RFC 4287, paged by RFC 5005) and JSON Feed 1.1, which is the read API as well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template
from sqlalchemy import ColumnElement
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles import queries, syndication
from newsapp.articles.models import Article
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.public import public
from newsapp.public.entries import Entry, absolute, entries, stable_id
from newsapp.public.frame import agency
from newsapp.public.listings import listed_with
from newsapp.web.addresses import url_for
from newsapp.web.i18n import language
from newsapp.web.page_cache import ready
from newsapp.web.pagination import requested_page
from newsapp.web.wellformed import feed_json, xml

IN_FEED = 20
SINCE = "2020"
"""The year in the feeds' own ids; any would do that stays the same."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What is followed: its title, its page for people, where its feeds are (an endpoint and its values)."""

    title: str
    description: str
    page: str
    endpoint: str
    values: dict[str, str]

    def url(self, kind: str, number: int = 1) -> str:
        return absolute(self._path(kind, number))

    @property
    def id(self) -> str:
        return stable_id(self._path("xml"), SINCE)

    def _path(self, kind: str, number: int = 1) -> str:
        where: dict[str, str | int | None] = {**self.values, "kind": kind, "page": number if number > 1 else None}
        return url_for(self.endpoint, _external=False, **where)


@public.get("/feed.<any(xml, json):kind>")
@ready
def site_feed(kind: str) -> Response:
    return _answer(kind, Feed(agency().name, "", url_for("public.home"), "public.site_feed", {}))


@public.get("/chuyen-muc/<slug>/feed.<any(xml, json):kind>")
@ready
def category_feed(slug: str, kind: str) -> Response:
    section = db.session.scalar(categories.by_slug(slug))
    if section is None:
        moved = db.session.scalar(categories.once_at(slug)) or abort(404)
        return redirect(url_for("public.category_feed", slug=moved.slug, kind=kind), 301)
    page = url_for("public.category", slug=slug)
    title = f"{section.name} - {agency().name}"
    feed = Feed(title, section.description, page, "public.category_feed", {"slug": slug})
    return _answer(kind, feed, Article.category_id.in_(listed_with(section)))


@public.get("/the/<slug>/feed.<any(xml, json):kind>")
@ready
def tag_feed(slug: str, kind: str) -> Response:
    tag = db.session.scalar(queries.tag_at(slug))
    if tag is None:
        moved = db.session.scalar(queries.tag_once_at(slug)) or abort(404)
        return redirect(url_for("public.tag_feed", slug=moved.slug, kind=kind), 301)
    if not db.session.scalar(queries.count_with_tag(clock.now(), tag.id)):
        abort(404)  # as its page: the name may be that of a draft
    title, page = f"{tag.name} - {agency().name}", url_for("public.tag", slug=slug)
    return _answer(kind, Feed(title, "", page, "public.tag_feed", {"slug": slug}), syndication.has_tag(tag.id))


def _answer(kind: str, feed: Feed, narrowed: ColumnElement[bool] | None = None) -> Response:
    """The requested page of the feed; 404 where there is none. One article more is looked for, to know of the next."""
    number, now = requested_page(), clock.now()
    chosen = syndication.numbers(now, narrowed).offset((number - 1) * IN_FEED).limit(IN_FEED + 1)
    rows = db.session.scalars(syndication.whole(chosen)).all()
    if number > 1 and not rows:
        abort(404)
    form = {"xml": _atom, "json": _json}[kind]
    return form(feed, entries(rows[:IN_FEED]), number, len(rows) > IN_FEED, _start_of_day(now))


def _start_of_day(now: datetime) -> datetime:
    """What an empty feed says of its last change."""
    return now.astimezone(clock.zone()).replace(hour=0, minute=0, second=0, microsecond=0)


def _atom(feed: Feed, shown: list[Entry], number: int, has_next: bool, otherwise: datetime) -> Response:
    text = render_template(
        "feeds/atom.xml",
        feed=feed,
        page=absolute(feed.page),
        entries=shown,
        number=number,
        has_next=has_next,
        updated=max((entry.modified for entry in shown), default=otherwise),
    )
    return xml(text, "application/atom+xml")


def _json(feed: Feed, shown: list[Entry], number: int, has_next: bool, _otherwise: datetime) -> Response:
    return feed_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": absolute(feed.page),
            "feed_url": feed.url("json"),
            "language": language(),
            "authors": [{"name": agency().name, "url": absolute(url_for("public.home"))}],
        }
        | _given(description=feed.description, next_url=feed.url("json", number + 1) if has_next else "")
        | {"items": [_item(entry) for entry in shown]}
    )


def _item(entry: Entry) -> dict[str, Any]:
    """_newsapp: what the site knows besides; docs/en/sharing.md says what each name means."""
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.modified.isoformat(timespec="seconds"),
        "tags": [entry.category, *entry.tags],
        "language": entry.language,
        "_newsapp": {"number": entry.number, "category": entry.category_slug}
        | _given(source=entry.source, signature=entry.signature, image_alt=entry.cover_alt),
    } | _given(
        summary=entry.summary,
        image=entry.cover,
        authors=[{"name": entry.byline}] if entry.byline else [],
        attachments=[
            {"url": file.url, "mime_type": file.mimetype, "title": file.title, "size_in_bytes": file.size}
            for file in entry.enclosures
        ],
    )


def _given(**values: Any) -> dict[str, Any]:
    """What is there: JSON Feed leaves out what is not."""
    return {name: value for name, value in values.items() if value}
