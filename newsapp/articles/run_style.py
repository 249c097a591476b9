"""Bold, italic, underlined and struck text: what a style says about it, written as tags."""

from __future__ import annotations

from collections.abc import Iterable

import lxml.html
from lxml.html import HtmlElement

from newsapp.articles.inline_style import values

_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_LINES = ("text-decoration", "text-decoration-line")
_MEANINGS = (
    ("strong", ("font-weight",), _BOLD),
    ("em", ("font-style",), {"italic", "oblique"}),
    ("u", _LINES, {"underline"}),
    ("s", _LINES, {"line-through"}),
    ("sup", ("vertical-align",), {"super"}),
    ("sub", ("vertical-align",), {"sub"}),
)
"""A tag, and the properties and values of a style that mean the same."""
_STYLES = {
    "strong": "font-weight:bold;",
    "em": "font-style:italic;",
    "u": "text-decoration-line:underline;",
    "s": "text-decoration-line:line-through;",
}
_NOT_BOLD = frozenset({"normal", "lighter", "300", "400", "500"})
_OPPOSITES = {
    "b": (("font-weight",), _NOT_BOLD),
    "strong": (("font-weight",), _NOT_BOLD),
    "i": (("font-style",), {"normal"}),
    "em": (("font-style",), {"normal"}),
    "u": (_LINES, {"none"}),
    "s": (_LINES, {"none"}),
}
"""A tag, and the properties and values of its own style that take its meaning away."""
_SAME = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
_BOLD_ANYWAY = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th"})
_HOLDERS = frozenset(
    {"p", "div", "section", "article", "main", "blockquote", "center", "li", "ul", "ol", "pre"}
    | {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd"}
)
_STYLED = _HOLDERS | {"span", "font", "a", "b", "strong", "i", "em", "u", "s"}


def to_tags(root: HtmlElement) -> None:
    """Write the styles under `root` as tags around the texts that they are about.

    A style that holds for only a part of what is in an element goes down to its children. A bold
    tag may be styled not to be bold: Google Docs puts one around a whole text.
    """
    nodes = list(root.iterdescendants(*_STYLED))
    split = _with_ancestors(node for node in nodes if _splits(node))
    for node in nodes:
        names, denied = _OPPOSITES.get(node.tag, ((), frozenset()))
        if values(node, *names) & denied:
            node.tag = "span"
        tags = _tags(node)
        if node in split:
            meaning = _SAME.get(node.tag)
            _hand_down(node, [*tags, meaning] if meaning else tags)
            if meaning or node.tag in ("span", "font"):
                node.drop_tag()
        else:
            for tag in tags:
                wrap_content(node, tag)


def wrap_content(node: HtmlElement, tag: str) -> None:
    """Put everything that `node` holds into a new element in it."""
    inner = lxml.html.Element(tag)
    inner.text = node.text
    node.text = None
    inner.extend(list(node))
    node.append(inner)


def _splits(node: HtmlElement) -> bool:
    """Whether what holds this element cannot be marked as one run."""
    is_plain = values(node, "font-weight") & _NOT_BOLD or "normal" in values(node, "font-style")
    return node.tag in _HOLDERS or bool(is_plain)


def _with_ancestors(nodes: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Return the ancestors of these elements; each is walked over once."""
    ancestors: set[HtmlElement] = set()
    for node in nodes:
        parent = node.getparent()
        while parent is not None and parent not in ancestors:
            ancestors.add(parent)
            parent = parent.getparent()
    return ancestors


def _tags(node: HtmlElement) -> list[str]:
    """Return the tags that mean what the style of this element says."""
    tags = [tag for tag, names, meant in _MEANINGS if values(node, *names) & meant]
    without = set()
    if node.tag in _HOLDERS:
        without |= {"sup", "sub"}
    if node.tag in _BOLD_ANYWAY:
        without.add("strong")
    if node.tag == "a" or "MsoHyperlink" in node.get("class", ""):
        without.add("u")
    if node.tag in _SAME:
        without.add(_SAME[node.tag])
    return [tag for tag in tags if tag not in without]


def _hand_down(node: HtmlElement, tags: list[str]) -> None:
    """Mark the texts that stand directly in `node`; give its children the style."""
    style = "".join(_STYLES.get(tag, "") for tag in tags)
    if not style:
        return
    children = list(node)
    if node.text and node.text.strip():
        node.insert(0, _marked(node.text, tags))
        node.text = None
    for child in children:
        if child.tail and child.tail.strip():
            child.addnext(_marked(child.tail, tags))
            child.tail = None
        if child.tag in _STYLED:
            child.set("style", f"{style}{child.get('style', '')}")


def _marked(text: str, tags: list[str]) -> HtmlElement:
    outer = lxml.html.Element("span")
    outer.text = text
    for tag in tags:
        wrap_content(outer, tag)
    return outer
