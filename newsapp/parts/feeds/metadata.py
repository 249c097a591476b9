"""Metadata of a page: Open Graph for sharing, JSON-LD (schema.org) for search engines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from newsapp.articles import sanitise
from newsapp.articles.image_dimensions import STORED_PICTURE
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.parts.feeds.feed_entries import picture_url
from newsapp.parts.feeds.feed_queries import modified_at, published_at
from newsapp.public.cards import url_of
from newsapp.public.context import agency
from newsapp.public.menu import navigation
from newsapp.web.pagination import requested_page
from newsapp.web.urls import absolute, url_for

_SOURCE = re.compile(r'\bsrc="([^"]+)"')
LONGEST_EXCERPT = 200
"""Characters of a description that is taken from the text."""

Trail = Sequence[tuple[str, str]]
"""(name, path) of each page from the home page down to the one described."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """type: Open Graph's word. image: an address, or "". json_ld: for a script element."""

    title: str
    url: str
    description: str
    json_ld: Markup
    type: str = "website"
    image: str = ""
    image_alt: str = ""


Values = dict[str, Metadata]
"""What a page's template gets."""


def article(article: Article, _now: datetime) -> Values:
    assert article.go_live_at is not None, "readers see it"
    path = url_of(article)
    image = picture_url(article.cover) or _first_picture(article.body)
    published = published_at(article)
    modified = modified_at(article.go_live_at, article.revised_at)
    story = {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": absolute(path),
        "inLanguage": article.language,
        "datePublished": published.isoformat("T", "seconds"),
        "dateModified": modified.isoformat("T", "seconds"),
        "publisher": _agency(),
    }
    if image:
        story["image"] = image
    if article.byline:
        story["author"] = {"@type": "Person", "name": article.byline}
    trail = [*_trail(article.category_id), (article.title, path)]
    metadata = Metadata(
        title=article.title,
        url=absolute(path),
        description=article.summary or _excerpt(article.body),
        json_ld=_json_ld(story, _breadcrumbs(trail)),
        type="article",
        image=image,
        image_alt=article.cover_alt,
    )
    return {"metadata": metadata}


def page(page: Article) -> Values:
    path = url_of(page)
    about = {
        "@type": "WebPage",
        "name": page.title,
        "url": absolute(path),
        "inLanguage": page.language,
    }
    trail = [*_trail(None), (page.title, path)]
    metadata = Metadata(
        title=page.title,
        url=absolute(path),
        description=page.summary or _excerpt(page.body),
        json_ld=_json_ld(about, _breadcrumbs(trail)),
        image=_first_picture(page.body),
    )
    return {"metadata": metadata}


def thing(title: str, path: str, description: str, about: dict[str, str]) -> Values:
    """Of a part's page about one thing. about: what schema.org knows of it, with its @type."""
    address = absolute(path)
    said = {"name": title, "url": address, "publisher": _agency()} | about
    trail = [*_trail(None), (title, path)]
    metadata = Metadata(
        title=title,
        url=address,
        description=description,
        json_ld=_json_ld(said, _breadcrumbs(trail)),
        type="article",
    )
    return {"metadata": metadata}


def home() -> Values:
    """Metadata of the requested page, which is the home page of the site or of an edition."""
    contact = {
        "address": agency().address,
        "telephone": agency().phone,
        "email": agency().email,
    }
    known = {name: value for name, value in contact.items() if value}
    metadata = Metadata(
        title=agency().name,
        url=absolute(request.path),
        description="",
        json_ld=_json_ld(_agency() | known),
    )
    return {"metadata": metadata}


def category(category: Category) -> Values:
    trail, number = _trail(category.id), requested_page()
    page = number if number > 1 else None
    metadata = Metadata(
        title=category.name,
        url=absolute(url_for("public.category", slug=category.slug, page=page)),
        description=category.description,
        json_ld=_json_ld(_breadcrumbs(trail)),
    )
    return {"metadata": metadata}


def _trail(category_id: int | None) -> Trail:
    """The home page and the categories down to this one."""
    home = (agency().name, url_for("public.home"))
    categories = navigation().trail(category_id) if category_id else ()
    return [
        home,
        *((each.name, url_for("public.category", slug=each.slug)) for each in categories),
    ]


def _agency() -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization",
        "name": agency().name,
        "url": absolute(url_for("public.home")),
    }


def _breadcrumbs(trail: Trail) -> dict[str, Any]:
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": absolute(path),
        }
        for position, (name, path) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _json_ld(*things: dict[str, Any]) -> Markup:
    """JSON-LD in which no text can end the script element around it."""
    graph = {"@context": "https://schema.org", "@graph": things}
    return htmlsafe_json_dumps(graph, ensure_ascii=False, separators=(",", ":"))


def _first_picture(body: str) -> str:
    """The address of the first picture of ours in a text, or ""."""
    found = STORED_PICTURE.search(body)
    source = _SOURCE.search(found[0]) if found else None
    return absolute(source[1]) if source else ""


def _excerpt(html: str) -> str:
    """The first words of a text, as a description where there is no summary."""
    text = sanitise.plain(html)
    if len(text) <= LONGEST_EXCERPT:
        return text
    return text[:LONGEST_EXCERPT].rpartition(" ")[0] + "…"
