"""Articles as the entries of a feed, with absolute addresses."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, request

from newsapp import clock
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.media.models import Attachment, Picture
from newsapp.parts.feeds import feed_queries
from newsapp.public.cards import article_url, shown
from newsapp.web.urls import absolute, url_for

_LINK_OR_PICTURE = re.compile(r'<(?:a|img)(?: [a-z]+="[^"]*")+')
_OWN_ADDRESS = re.compile(r' (href|src)="([/#][^"]*)"')


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attached file, as JSON Feed names its facts."""

    url: str
    mime_type: str
    title: str
    size_in_bytes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """id: stays the same when title, address or scheme change. content: HTML. cover: a JPEG."""

    id: str
    article: Article
    category: Category
    url: str
    content: str
    published: datetime
    modified: datetime
    cover: str
    enclosures: list[Enclosure]


def entries(articles: Sequence[Article]) -> list[Entry]:
    """The entries for complete articles, with one query for the files of all."""
    files = feed_queries.attachments(articles)
    return [_entry(article, files) for article in articles]


def with_absolute_addresses(body: str, url: str) -> str:
    """A clean body whose links and pictures work on any site.

    url: of the article's page, to which the links to its footnotes lead.
    """

    def address(match: re.Match[str]) -> str:
        name, path = match.groups()
        base = url if path.startswith("#") else absolute("")
        return f' {name}="{base}{path}"'

    return _LINK_OR_PICTURE.sub(lambda element: _OWN_ADDRESS.sub(address, element[0]), body)


def stable_id(name: str, since: str) -> str:
    """A tag URI (RFC 4151), which identifies a thing for good. since: a day or a year.

    The host is the first one that the site is set to answer to, so that ids are the same on all.
    """
    hosts = current_app.config["HOSTS"]
    host = hosts[0].lstrip(".") if hosts else request.host
    return f"tag:{host},{since}:{name}"


def picture_url(picture: Picture | None) -> str:
    """The address of a JPEG of middle size; "" without a picture."""
    if picture is None:
        return ""
    return absolute(shown(picture.digest, picture.width, picture.height, "").src)


def _entry(article: Article, files: Mapping[int, Attachment]) -> Entry:
    assert article.go_live_at is not None, "it is published"
    assert article.category is not None, "it is no page"
    url = absolute(article_url(article.id, article.title))
    first_day = clock.local_date(article.first_published_at or article.go_live_at)
    return Entry(
        id=stable_id(str(article.id), first_day.isoformat()),
        article=article,
        category=article.category,
        url=url,
        content=with_absolute_addresses(article.body, url),
        published=feed_queries.published_at(article),
        modified=feed_queries.modified_at(article.go_live_at, article.revised_at),
        cover=picture_url(article.cover),
        enclosures=[
            _enclosure(files[link["id"]], link["title"])
            for link in article.attachments
            if link["id"] in files
        ],
    )


def _enclosure(file: Attachment, title: str) -> Enclosure:
    values = {"digest": file.digest, "filename": file.filename}
    return Enclosure(
        url=url_for("public.attachment", _external=True, **values),
        mime_type=mimetypes.types_map.get(f".{file.extension}", "application/octet-stream"),
        title=title or file.filename,
        size_in_bytes=file.size,
    )
