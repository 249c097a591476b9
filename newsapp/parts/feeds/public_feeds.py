"""Feeds: Atom (RFC 4287, paged by RFC 5005) and JSON Feed 1.1, which is also the read API."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, request
from sqlalchemy import true
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles.models import Article
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.parts.feeds import feed_queries, readers
from newsapp.parts.feeds.feed_entries import Entry, entries, stable_id
from newsapp.parts.feeds.xml_json import feed_json, xml
from newsapp.public.context import agency
from newsapp.public.listings import listed_with
from newsapp.registry import FollowedList, Registry, registry
from newsapp.web.i18n import language
from newsapp.web.page_cache import cached
from newsapp.web.pagination import requested_page
from newsapp.web.urls import absolute, url_for

PAGE_SIZE = 20
FILE = "feed.<any(xml, json):kind>"
SINCE = "2020"
"""The year in the feeds' own ids, which must never change."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of the requested feed. page: the list that it follows, for people."""

    title: str
    description: str
    page: str
    number: int
    has_next: bool
    entries: list[Entry]

    @property
    def id(self) -> str:
        return stable_id(_path("xml"), SINCE)

    @property
    def updated(self) -> datetime:
        """The last change of an entry; for a feed without entries, the start of today."""
        today = clock.start_of_day(clock.local_date(clock.now()))
        return max((entry.modified for entry in self.entries), default=today)

    def url(self, kind: str, number: int = 1) -> str:
        return absolute(_path(kind, number))


@readers.get(f"/{FILE}")
@cached
def site_feed(kind: str) -> Response:
    return _answer(kind, FollowedList(agency().name, true()), url_for("public.home"))


@cached
def list_feed(listing: str, slug: str, kind: str) -> Response:
    """The feed of a list, whose endpoint is `listing`."""
    followed = registry().feeds[listing](slug)
    if isinstance(followed, str):
        address = url_for("public.feeds.list_feed", listing=listing, slug=followed, kind=kind)
        return redirect(address, 301)
    titled = replace(followed, name=f"{followed.name} - {agency().name}")
    return _answer(kind, titled, url_for(listing, slug=slug))


def add_list_feeds(registry: Registry) -> None:
    """Serve a feed below the address of each list that has one."""
    for listing in registry.feeds:
        (page,) = registry.app.url_map.iter_rules(listing)
        registry.app.add_url_rule(
            f"{page.rule}/{FILE}",
            "public.feeds.list_feed",
            list_feed,
            defaults={"listing": listing},
        )


def followed_category(slug: str) -> FollowedList | str:
    category = db.session.scalar(categories.by_slug(slug))
    if category is None:
        moved = db.session.scalar(categories.once_at(slug)) or abort(404)
        return moved.slug
    condition = Article.category_id.in_(listed_with(category))
    return FollowedList(category.name, condition, category.description)


def _answer(kind: str, followed: FollowedList, page: str) -> Response:
    """The requested page of the feed; 404 where there is none."""
    number = requested_page()
    # One article more than the page holds tells whether there is a next page.
    articles = feed_queries.articles(
        clock.now(),
        followed.condition,
        offset=(number - 1) * PAGE_SIZE,
        limit=PAGE_SIZE + 1,
    )
    if number > 1 and not articles:
        abort(404)
    feed = Feed(
        title=followed.name,
        description=followed.description,
        page=absolute(page),
        number=number,
        has_next=len(articles) > PAGE_SIZE,
        entries=entries(articles[:PAGE_SIZE]),
    )
    if kind == "json":
        return feed_json(_json(feed))
    return xml(render_template("feeds/atom.xml", feed=feed), "application/atom+xml")


def _path(kind: str, number: int = 1) -> str:
    """The path of a page of the requested feed, in either format."""
    values = dict(request.view_args or {})
    values["kind"] = kind
    values["page"] = number if number > 1 else None
    return url_for(str(request.endpoint), _external=False, **values)


def _json(feed: Feed) -> dict[str, Any]:
    home = absolute(url_for("public.home"))
    items = [_item(entry) for entry in feed.entries]
    return {
        "version": "https://jsonfeed.org/version/1.1",
        **_filled(
            title=feed.title,
            home_page_url=feed.page,
            feed_url=feed.url("json"),
            language=language(),
            authors=[{"name": agency().name, "url": home}],
            description=feed.description,
            next_url=feed.url("json", feed.number + 1) if feed.has_next else "",
        ),
        "items": items,
    }


def _item(entry: Entry) -> dict[str, Any]:
    """One article. docs/en/sharing.md says what the names in `_newsapp` mean."""
    article = entry.article
    return {
        "content_html": entry.content,
        **_filled(
            id=entry.id,
            url=entry.url,
            title=article.title,
            summary=article.summary,
            image=entry.cover,
            date_published=entry.published.isoformat(timespec="seconds"),
            date_modified=entry.modified.isoformat(timespec="seconds"),
            authors=[{"name": article.byline}] if article.byline else [],
            tags=[entry.category.name, *article.tags],
            language=article.language,
            attachments=[asdict(file) for file in entry.enclosures],
            _newsapp=_filled(
                number=article.id,
                category=entry.category.slug,
                source=article.source,
                signature=article.signature,
                image_alt=article.cover_alt,
            ),
        ),
    }


def _filled(**values: Any) -> dict[str, Any]:
    """The values that are not empty: JSON Feed leaves out the others."""
    return {name: value for name, value in values.items() if value}
