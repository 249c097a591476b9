"""What a page says of itself to programs: Open Graph for who shares it, JSON-LD (schema.org) for search engines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from newsapp import clock
from newsapp.articles import body, syndication
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.public.cards import article_url, shown, url_of
from newsapp.public.entries import absolute
from newsapp.public.frame import agency
from newsapp.public.menu import navigation
from newsapp.web.addresses import url_for

SHORT = 200
"""Characters of a description that is taken from the text."""
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}

Trail = Sequence[tuple[str, str]]
"""(name, path) of each page from the first level down to the one that is described."""


@dataclass(frozen=True, slots=True)
class Described:
    """kind: Open Graph's word. image: an address, or None. data: JSON-LD, to stand in a script of that type."""

    title: str
    url: str
    description: str
    data: Markup
    kind: str = "website"
    image: str | None = None
    image_alt: str = ""


def article(found: Article) -> Described:
    assert found.go_live_at is not None, "readers see it"
    url = absolute(article_url(found.id, found.title))
    cover, zone = found.cover, clock.zone()
    image = absolute(shown(cover.digest, cover.width, cover.height, "").src) if cover else None
    story = {
        "@type": "NewsArticle",
        "headline": found.title,
        "url": url,
        "inLanguage": found.language,
        "datePublished": syndication.published_at(found.published_on, found.go_live_at, zone).isoformat("T", "seconds"),
        "dateModified": syndication.modified_at(found.go_live_at, found.revised_at, zone).isoformat("T", "seconds"),
        "publisher": _agency(),
    }
    if image:
        story["image"] = image
    if found.byline:
        story["author"] = {"@type": "Person", "name": found.byline}
    return Described(
        title=found.title,
        url=url,
        description=found.summary or _beginning(found.body),
        kind="article",
        image=image,
        image_alt=found.cover_alt,
        data=_graph(
            story, _breadcrumbs([*_sections(found.category_id), (found.title, article_url(found.id, found.title))])
        ),
    )


def page(found: Article) -> Described:
    url = url_of(found)
    trail = _breadcrumbs([*_sections(None), (found.title, url)])
    about = {"@type": "WebPage", "name": found.title, "url": absolute(url), "inLanguage": found.language}
    description = found.summary or _beginning(found.body)
    return Described(title=found.title, url=absolute(url), description=description, data=_graph(about, trail))


def home(endpoint: str = "public.home") -> Described:
    url = url_for(endpoint, _external=True)
    return Described(title=agency().name, url=url, description="", data=_graph(_agency() | _contact()))


def category(section: Category) -> Described:
    url = url_for("public.category", slug=section.slug, _external=True)
    trail = _breadcrumbs(_sections(section.id))
    return Described(title=section.name, url=url, description=section.description, data=_graph(trail))


def _sections(category_id: int | None) -> list[tuple[str, str]]:
    """The home page and the categories down to this one."""
    above = navigation().trail(category_id) if category_id else ()
    return [
        (agency().name, url_for("public.home")),
        *((section.name, url_for("public.category", slug=section.slug)) for section in above),
    ]


def _agency() -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": agency().name, "url": absolute(url_for("public.home"))}


def _contact() -> dict[str, str]:
    told = {"address": agency().address, "telephone": agency().phone, "email": agency().email}
    return {name: value for name, value in told.items() if value}


def _breadcrumbs(trail: Trail) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
            for place, (name, path) in enumerate(trail, 1)
        ],
    }


def _graph(*things: dict[str, Any]) -> Markup:
    """JSON-LD in which nothing can end the script that it stands in."""
    text = json.dumps({"@context": "https://schema.org", "@graph": things}, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _ESCAPES.items():  # str.translate takes thirty times as long
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704 - what could be markup is escaped


def _beginning(html: str) -> str:
    """The first words of a text that has no summary."""
    text = body.plain(html)
    return text if len(text) <= SHORT else text[:SHORT].rpartition(" ")[0] + "…"
