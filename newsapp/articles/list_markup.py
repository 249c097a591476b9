"""Lists as other editors write them, with each list in the item that it belongs to."""

from __future__ import annotations

from lxml.html import HtmlElement

from newsapp.articles.inline_style import values

_TYPES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def mend(root: HtmlElement) -> None:
    """Mend the lists under `root`, in place."""
    for node in list(root.iter("ol")):
        _set_type(node)
        _number_headings(node)
    for node in list(root.iter("ul", "ol")):
        parent = node.getparent()
        if parent is not None and parent.tag in ("ul", "ol"):
            _move_into_item(node)


def _set_type(ordered: HtmlElement) -> None:
    """Write what a style says of the numbers as an attribute."""
    first = ordered.find("li")
    said = values(ordered, "list-style-type", "list-style")
    if first is not None:
        said |= values(first, "list-style-type")
    kind = next((_TYPES[name] for name in said if name in _TYPES), None)
    if kind and not ordered.get("type"):
        ordered.set("type", kind)


def _number_headings(ordered: HtmlElement) -> None:
    """Make headings with their numbers as text of a list of nothing but headings, as LibreOffice
    writes it.
    """
    items = list(ordered)
    if not items or not all(_is_heading(item) for item in items):
        return
    start = ordered.get("start", "")
    first = int(start) if start.isdecimal() and len(start) < 5 else 1
    for number, item in enumerate(items, start=first):
        item[0].text = f"{number}. {item[0].text or ''}"
        item.drop_tag()
    ordered.drop_tag()


def _is_heading(item: HtmlElement) -> bool:
    is_alone = len(item) == 1 and not (item.text or "").strip() and not (item[0].tail or "").strip()
    return item.tag == "li" and is_alone and item[0].tag in _HEADINGS


def _move_into_item(node: HtmlElement) -> None:
    """Move a list that stands directly in a list into the item before it."""
    item = node.getprevious()
    if item is not None and item.tag == "li":
        item.append(node)
    else:
        node.drop_tag()
