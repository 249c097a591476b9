"""Takes out of a page what belongs to the site and to no article: menus, boxes, footers."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml.html import HtmlElement

from newsapp.page_reading.lines import names_of
from newsapp.page_reading.metadata import Metadata
from newsapp.page_reading.spelling import says_the_same, word_set

_TAGS = frozenset({"nav", "footer", "aside"})
_NAMES = word_set(
    "menu nav navbar navigation footer sidebar sidenav share sharing social sharethis addthis"
    " related comment comments respond banner adv ads advert quangcao toolbar tools pagination"
    " pager paging slider slideshow carousel popup modal breadcrumb breadcrumbs pathway rating"
    " vote marquee login search newsletter subscribe lienquan tinlienquan tinkhac binhluan chiase"
    " thongke weather topbar masthead jssocials fblike languages skip"
)
_HIDDEN_CLASSES = word_set(
    "hidden hide d-none sr-only visually-hidden screen-reader-text invisible"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PAGE_HEADS = frozenset({"header", "site-header", "page-header", "main-header", "head", "top"})
_MOST = 0.25
"""The share of the page's own text that a box may hold, whatever it is called."""
_WRITTEN = frozenset({"articlebody", "headline"})


def remove(root: HtmlElement, meta: Metadata, kept: Collection[HtmlElement] = ()) -> None:
    """Take out what is no part of an article, but nothing around `kept`. The tree is changed."""
    held = {outer for node in kept for outer in (node, *node.iterancestors())}
    letters = _own_letters(root)
    most = max(letters[root] * _MOST, 200)
    for node in list(root.iterdescendants()):
        is_element = isinstance(node.tag, str) and node.tag not in ("html", "body", "head")
        if not is_element or node in held:
            continue
        is_small = letters[node] < most
        if _is_hidden(node) or (is_small and _is_of_site(node, meta)):
            node.drop_tree()


def _is_of_site(node: HtmlElement, meta: Metadata) -> bool:
    return (_is_noise(node) and not _is_kept(node)) or _is_page_head(node, meta)


def _own_letters(root: HtmlElement) -> dict[HtmlElement, int]:
    """Element -> the letters of its text that are no link."""
    letters: dict[HtmlElement, int] = {}
    for node in reversed(list(root.iter())):
        own = len((node.text or "").strip()) if isinstance(node.tag, str) else 0
        if node.tag in ("script", "style", "noscript", "select", "option", "textarea"):
            own = 0
        for child in node:
            own += letters.get(child, 0) + len((child.tail or "").strip())
        letters[node] = 0 if node.tag == "a" else own
    return letters


def _is_hidden(node: HtmlElement) -> bool:
    if node.tag in ("input", "script", "style"):
        return False
    classes = set(node.get("class", "").split())
    is_hidden = bool(classes & _HIDDEN_CLASSES) or _HIDDEN_STYLE.search(node.get("style", ""))
    return bool(is_hidden) or node.get("hidden") is not None


def _is_noise(node: HtmlElement) -> bool:
    is_site_part = node.tag in _TAGS and next(node.iterancestors("article"), None) is None
    return is_site_part or bool(_NAMES.intersection(names_of(node)))


def _is_kept(node: HtmlElement) -> bool:
    """Whether it holds what the page itself calls the article."""
    if node.tag in ("main", "article"):
        return True
    props = {part.get("itemprop", "").lower() for part in node.iter() if isinstance(part.tag, str)}
    return bool(props & _WRITTEN) or next(node.iter("article", "main"), None) is not None


def _is_page_head(node: HtmlElement, meta: Metadata) -> bool:
    """Whether it is the head of the whole page, and the article's title does not stand in it."""
    names = {node.get("id", ""), *node.get("class", "").split()}
    is_head = node.tag == "header" or bool({name.lower() for name in names} & _PAGE_HEADS)
    if not is_head or next(node.iterancestors("article", "main"), None) is not None:
        return False
    if node.find(".//nav") is None and node.find(".//ul") is None and node.find(".//form") is None:
        return False
    said = [heading.text_content() for heading in node.iter("h1", "h2", "h3")]
    known = [*meta.titles, *meta.heads]
    return not any(says_the_same(text, title) for text in said for title in known)
