"""What a page says of itself for search engines: JSON-LD, Open Graph, microdata, breadcrumbs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsapp.page_reading.lines import names_of
from newsapp.page_reading.spelling import plain, trimmed, words
from newsapp.text_cleaning import clean_text

ARTICLES = frozenset({"newsarticle", "article", "blogposting", "report", "reportagenewsarticle"})
_SITE_SEPARATOR = re.compile(r"\s+[-–—|»:]+\s+|\s*\|\s*")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_HOME = frozenset({"trang chu", "home", "homepage", "trang nhat", "trang dau"})
_TRAIL_SEPARATOR = re.compile(r"\s*[»>›/→|\\]+\s*")
_MOST_SCRIPT = 500_000


@dataclass(slots=True)
class Metadata:
    """titles: those for machines; heads: the parts of <title>. moments: texts of the days.

    trail: the names of the breadcrumbs, without the home page. is_article: the page calls itself
    one. description: "" where it has none.
    """

    titles: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    moments: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    category: str = ""
    trail: list[str] = field(default_factory=list)
    description: str = ""
    picture: str = ""
    site: str = ""
    address: str = ""
    is_article: bool = False


def read(root: HtmlElement) -> Metadata:
    """Read the head of the page, its scripts of data and its microdata."""
    found = Metadata()
    _read_head(root, found)
    for thing in _linked_data(root):
        _read_thing(thing, found)
    _read_microdata(root, found)
    times = [node.get("datetime") for node in root.iter("time") if node.get("datetime")]
    found.moments += times[:1]
    found.trail = _trail(root) or found.trail
    return found


def _read_head(root: HtmlElement, found: Metadata) -> None:
    said: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if value := clean_text(meta.get("content") or ""):
            said.setdefault(name, []).append(value)

    def first(*names: str) -> str:
        return next((said[name][0] for name in names if name in said), "")

    found.titles += said.get("og:title", [])[:1] + said.get("headline", [])[:1]
    found.site = first("og:site_name", "application-name")
    found.description = first("og:description", "description", "dc.description")
    found.picture = first("og:image", "twitter:image", "image")
    found.category = first("article:section", "articlesection")
    found.moments += [first("article:published_time", "datepublished", "dc.date.issued", "pubdate")]
    found.authors += said.get("author", [])[:1] + said.get("article:author", [])[:1]
    found.tags += said.get("article:tag", [])
    found.is_article = first("og:type").lower() == "article" or "article:published_time" in said
    found.heads = _heads(clean_text(root.findtext(".//title") or ""))
    found.address = first("og:url") or _address(root)


def _heads(title: str) -> list[str]:
    """The title, and the title without the name of the site at either end."""
    parts = [part for part in _SITE_SEPARATOR.split(title) if part]
    separators = _SITE_SEPARATOR.findall(title)
    heads = [title] if title else []
    if separators:
        heads.append(title.rpartition(separators[-1])[0])
        heads.append(title.partition(separators[0])[2])
        heads += parts
    return [head.strip() for head in dict.fromkeys(heads) if head.strip()]


def _address(root: HtmlElement) -> str:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href"))
    for comment in root.xpath("//comment()")[:20]:
        if match := _SAVED_FROM.search(comment.text or ""):
            return match[1]
    return ""


def path_of(address: str) -> str:
    """The path with the query, or "" for the home page and for what is no address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if path.startswith("/") and path != "/" else ""


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Each thing of the page's JSON-LD, whatever it is nested in."""
    for script in root.iter("script"):
        text = script.text or ""
        if script.get("type", "").lower() != "application/ld+json" or len(text) > _MOST_SCRIPT:
            continue
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting.extend(thing)
            elif isinstance(thing, dict):
                yield thing
                waiting.extend(thing.get(name, []) for name in ("@graph", "mainEntity"))


def _read_thing(thing: dict[str, Any], found: Metadata) -> None:
    kinds = _texts(thing.get("@type"))
    if any(kind.lower() in ARTICLES for kind in kinds):
        found.is_article = True
        found.titles += _texts(thing.get("headline") or thing.get("name"))[:1]
        found.moments += _texts(thing.get("datePublished") or thing.get("dateCreated"))[:1]
        found.authors += _texts(thing.get("author"))[:1]
        found.category = found.category or next(iter(_texts(thing.get("articleSection"))), "")
    if "BreadcrumbList" in kinds and isinstance(thing.get("itemListElement"), list):
        names = []
        for entry in thing["itemListElement"]:
            if isinstance(entry, dict):
                names += _texts(entry.get("name") or entry.get("item"))[:1]
        found.trail = _without_home(names)


def _texts(value: Any) -> list[str]:
    """The texts of a value of JSON-LD: a text, a thing with a name, or a list of them."""
    if isinstance(value, str):
        return [clean_text(value)] if value.strip() else []
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [text for part in value if not isinstance(part, list) for text in _texts(part)]
    return []


def _read_microdata(root: HtmlElement, found: Metadata) -> None:
    for node in root.xpath("//*[@itemprop]"):
        said = clean_text(node.get("content") or node.get("datetime") or node.text_content())
        prop = node.get("itemprop", "").lower()
        if prop == "headline":
            found.titles.append(said)
            found.is_article = True
        elif prop in ("datepublished", "datecreated"):
            found.moments.append(said)
        elif prop == "articlebody":
            found.is_article = True
        elif prop == "author" and len(said) < 80:
            found.authors.append(said)
        elif prop == "articlesection" and not found.category:
            found.category = said


def _trail(root: HtmlElement) -> list[str]:
    """The breadcrumbs that the page shows."""
    for node in root.iter("nav", "div", "ul", "ol", "p", "span", "td", "section"):
        label = plain(node.get("aria-label") or "")
        said = "".join(names_of(node)) + label.replace(" ", "")
        if not re.search(r"breadcrum|duongdan|pathway|linkpage|navpath|bread$|dieuhuong$", said):
            continue
        texts = [trimmed(clean_text(text)) for text in node.itertext() if isinstance(text, str)]
        names = [name for text in texts for name in _TRAIL_SEPARATOR.split(text)]
        if trail := _without_home(names):
            return trail
    return []


def trail_of(line: str) -> list[str]:
    """The breadcrumbs in a line like "Trang chủ » Tin tức", without the home page; or []."""
    names = [trimmed(name) for name in _TRAIL_SEPARATOR.split(line)]
    return _without_home(names) if len(names) > 1 and words(names[0]) in _HOME else []


def _without_home(names: list[str]) -> list[str]:
    named = [trimmed(name) for name in names if trimmed(name)]
    return [
        name
        for name in named
        if words(name) not in _HOME and not words(name).startswith("ban dang")
    ]
