"""The links of a page, a feed or a style sheet as a copy of plain files needs them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from hashlib import blake2b
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

Lead = Callable[[str], str | None]
"""A link of a page -> the link in the copy; None where nothing stands there."""

LONGEST_NAME = 180
"""Bytes of a file's name; a disk takes 255."""

_REMOVED = re.compile(
    r'<form\b.*?</form>|<details class="looks">.*?</details>|<section class="counter".*?</section>'
    r'|<a class="search-link".*?</a>|<input type="hidden"[^>]*>|<link rel="search"[^>]*>'
    r'|<p class="today">.*?</p>|<br>[^<]*<span data-print-day>[^<]*</span>',
    re.DOTALL,
)
"""What needs the server, or tells of the day on which the page was made.

The sanitiser lets none of it into the text of an article.
"""
_EMPTIED = re.compile(
    r'<section class="side-archive"[^>]*>\s*(?:<h2[^>]*>[^<]*</h2>\s*)?</section>'
    r'|<aside class="side"[^>]*>\s*</aside>'
)
_BUTTON_WITHOUT_LINK = re.compile(r'<a class="button"(?![^>]* href=)[^>]*>[^<]*</a>')
_TAG = re.compile(r'<([a-z][a-z0-9]*)(?=[\s>])(?:[^>"]|"[^"]*")*>')
_LINK = re.compile(r'\s(href|src|srcset|content)="([^"]*)"')
_SITEMAP_ENTRY = re.compile(r"<url><loc>([^<]*)</loc>.*?</url>\n?", re.DOTALL)
_LOADED = re.compile(r"""(?:import\(|\bfrom |url\()["']?(\.\.?/[\w./-]+)""")


def place(address: str, *, is_page: bool) -> tuple[str, PurePosixPath] | None:
    """The link by which a file server finds the address, and the file; None for a strange one.

    A page is the index.html of a folder, so that its address stays. A query has a place of its own;
    of other files only the number of a page does, because a server passes over their queries.
    """
    path, mark, query = address.partition("?")
    given = [name for name in unquote(path).split("/") if name]
    names = [_short(name) for name in given]
    if {".", ".."} & set(names) or "\0" in unquote(path):
        return None
    if is_page and query:
        names.append(_name_of(query))
    elif "page=" in query:
        last = PurePosixPath(names[-1])
        names[-1] = f"{last.stem}-{_name_of(query)}{last.suffix}"
    elif names == given:
        return path + mark + query, PurePosixPath(*names, "index.html" if is_page else "")
    link = quote("/" + "/".join(names))
    return link, PurePosixPath(*names, "index.html" if is_page else "")


def _name_of(query: str) -> str:
    if number := re.fullmatch(r"page=(\d{1,7})", query):
        return f"page-{number[1]}"
    return f"q-{_digest(query)}"


def _short(name: str) -> str:
    """The name, or one that a disk takes."""
    encoded = name.encode("utf-8", "replace")
    if len(encoded) <= LONGEST_NAME:
        return name
    begin = encoded[: LONGEST_NAME - 40].decode("utf-8", "ignore")
    return f"{begin}-{_digest(name)}{PurePosixPath(name).suffix[:11]}"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def page(text: str, lead: Lead) -> str:
    """An HTML page without what needs the server, its links led."""
    kept = _EMPTIED.sub("", _REMOVED.sub("", text))
    linked = _TAG.sub(partial(_tag, lead), kept)
    return _BUTTON_WITHOUT_LINK.sub("", linked)


def _tag(lead: Lead, tag: re.Match[str]) -> str:
    """The tag with its links; without the link where nothing stands there, or not at all."""
    led = _LINK.sub(partial(_attribute, lead), tag[0])
    if tag[1] == "img" and " src=" not in led:
        return ""
    if tag[1] == "link" and " href=" not in led:
        return ""
    return "" if tag[1] == "source" and " srcset=" not in led else led


def _attribute(lead: Lead, found: re.Match[str]) -> str:
    name, value = found[1], unescape(found[2])
    led: str | None
    if name == "content":
        is_address = value.startswith(("https://", "http://"))
        led = (is_address and lead(value)) or value
    elif name == "srcset":
        led = _srcset(value, lead)
    else:
        led = lead(value)
    if led is None:
        return ""
    return found[0] if led == value else f' {name}="{escape(led)}"'


def _srcset(value: str, lead: Lead) -> str | None:
    """The sizes of a picture that are there."""
    sizes = []
    for size in value.split(", "):
        address, space, width = size.partition(" ")
        led = lead(address)
        if led is not None:
            sizes.append(led + space + width)
    return ", ".join(sizes) or None


def feed(text: str, lead: Lead, site: str) -> str:
    """A feed, a sitemap or robots.txt, in which our own addresses stand whole.

    A sitemap names only what stands in the copy.
    """

    def address(found: re.Match[str]) -> str:
        value = unescape(found[0])
        led = lead(value)
        return found[0] if led is None or led == value else escape(led)

    own = re.compile(re.escape(site) + r"""(?![\w.:-])(?:[^\s"'<>\\&]|&amp;)*""")
    return own.sub(address, _SITEMAP_ENTRY.sub(partial(_entry, lead), text))


def _entry(lead: Lead, entry: re.Match[str]) -> str:
    return "" if lead(unescape(entry[1])) is None else entry[0]


def loaded(text: str, lead: Lead) -> str:
    """A style sheet or a script; what it loads is followed, and stays where it is."""
    for link in _LOADED.findall(text):
        lead(link)
    return text
