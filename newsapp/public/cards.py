"""An article as a list shows it, with every value ready for the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from newsapp.articles.cover_focus import css_classes
from newsapp.media import pictures
from newsapp.slugs import slug
from newsapp.web.urls import url_for


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture in its stored sizes. src: a JPEG, for browsers without WebP; webp: a srcset.

    width, height: pixels of the largest. focus: CSS classes for cropping.
    """

    src: str
    webp: str
    width: int
    height: int
    alt: str
    focus: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    id: int
    url: str
    title: str
    summary: str
    published_on: date
    category_id: int
    language: str
    picture: ShownPicture | None


def card(row: Any) -> Card:
    """A row of articles.queries.cards as a card."""
    return Card(
        id=row.id,
        url=article_url(row.id, row.title),
        title=row.title,
        summary=row.summary,
        published_on=row.published_on,
        category_id=row.category_id,
        language=row.language,
        picture=_cover(row) if row.digest else None,
    )


def _cover(row: Any) -> ShownPicture:
    return shown(row.digest, row.width, row.height, row.cover_alt, css_classes(row.cover_focus))


def article_url(number: int, title: str) -> str:
    return url_for("public.article", number=number, slug=slug(title, fallback="tin"))


def url_of(article: Any) -> str:
    """The public address of an article or page, or of a row with number, address and title."""
    if article.address is not None:
        return url_for("public.page", slug=article.address)
    return article_url(article.id, article.title)


def shown(digest: str, width: int, height: int, alt: str, focus: str = "") -> ShownPicture:
    widths = tuple(pictures.stored_widths(digest, width))
    return _shown(digest, widths, height, alt, focus)


@lru_cache(4096)
def _shown(digest: str, widths: tuple[int, ...], height: int, alt: str, focus: str) -> ShownPicture:
    middle = min(widths, key=lambda width: abs(width - pictures.MIDDLE))
    return ShownPicture(
        src=_picture_url(digest, middle, "jpg"),
        webp=", ".join(f"{_picture_url(digest, width, 'webp')} {width}w" for width in widths),
        width=widths[-1],
        height=height,
        alt=alt,
        focus=focus,
    )


def _picture_url(digest: str, width: int, extension: str) -> str:
    return f"/media/{digest}-{width}.{extension}"
