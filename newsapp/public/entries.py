"""An article as a feed tells it, with every value ready and every address absolute."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, request

from newsapp import clock
from newsapp.articles import syndication
from newsapp.articles.models import Article
from newsapp.media.models import Attachment
from newsapp.public.cards import article_url, shown
from newsapp.web.addresses import url_for

_OWN_ADDRESS = re.compile(r' (href|src)="([/#][^"]*)"')
_LINK_OR_PICTURE = re.compile(r'<(?:a|img)(?: [a-z]+="[^"]*")+')


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attached file. size: bytes."""

    url: str
    title: str
    mimetype: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """id: stays the same when title, address or scheme change. content: HTML. cover: address of the largest JPEG."""

    id: str
    number: int
    url: str
    title: str
    summary: str
    content: str
    byline: str
    source: str
    signature: str
    category: str
    category_slug: str
    tags: list[str]
    language: str
    published: datetime
    modified: datetime
    cover: str | None
    cover_alt: str
    enclosures: list[Enclosure]


def entries(articles: Sequence[Article]) -> list[Entry]:
    """The articles of syndication.whole as entries."""
    files = syndication.attached(articles)
    return [_entry(article, files) for article in articles]


def absolute(path: str) -> str:
    return f"{request.scheme}://{request.host}{path}"


def with_absolute_addresses(body: str, url: str) -> str:
    """A clean body whose links and pictures lead here from anywhere; its footnotes' lead to the page at `url`."""

    def address(found: re.Match[str]) -> str:
        name, own = found.groups()
        return f' {name}="{url if own.startswith("#") else absolute("")}{own}"'

    return _LINK_OR_PICTURE.sub(lambda element: _OWN_ADDRESS.sub(address, element[0]), body)


def stable_id(what: str, since: str) -> str:
    """A tag URI (RFC 4151): names a thing for good, whatever its address becomes. since: a day or year.

    The host is the first of those that the site is set to answer to, so that the ids are the same on all of them.
    """
    hosts = current_app.config["HOSTS"]
    return f"tag:{hosts[0].lstrip('.') if hosts else request.host},{since}:{what}"


def _entry(article: Article, files: Mapping[int, Attachment]) -> Entry:
    assert article.go_live_at is not None, "it is published"
    assert article.category is not None, "it is no page"
    zone = clock.zone()
    first = clock.local_date(article.first_published_at or article.go_live_at)
    cover, url = article.cover, absolute(article_url(article.id, article.title))
    return Entry(
        id=stable_id(str(article.id), first.isoformat()),
        number=article.id,
        url=url,
        title=article.title,
        summary=article.summary,
        content=with_absolute_addresses(article.body, url),
        byline=article.byline,
        source=article.source,
        signature=article.signature,
        category=article.category.name,
        category_slug=article.category.slug,
        tags=article.tags,
        language=article.language,
        published=syndication.published_at(article.published_on, article.go_live_at, zone),
        modified=syndication.modified_at(article.go_live_at, article.revised_at, zone),
        cover=absolute(shown(cover.digest, cover.width, cover.height, "").src) if cover else None,
        cover_alt=article.cover_alt,
        enclosures=[_enclosure(file, link["title"]) for link in article.attachments if (file := files.get(link["id"]))],
    )


def _enclosure(file: Attachment, title: str) -> Enclosure:
    return Enclosure(
        url=url_for("public.attachment", digest=file.digest, filename=file.filename, _external=True),
        title=title or file.filename,
        mimetype=mimetypes.types_map.get(f".{file.extension}", "application/octet-stream"),
        size=file.size,
    )
