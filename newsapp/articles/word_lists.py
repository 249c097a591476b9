"""Turns the list paragraphs that Word puts on the clipboard into nested lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_lowercase

import lxml.html
from lxml.html import HtmlElement

from newsapp.articles.inline_style import points, values

_LEVEL = re.compile(r"level(\d{1,2})")
_MARK_KINDS = (
    ("1", re.compile(r"\d{1,4}")),
    ("i", re.compile(r"[ivxl]{2,}|i")),
    ("I", re.compile(r"[IVXL]{2,}|I")),
    ("a", re.compile(r"[a-zđ]")),
    ("A", re.compile(r"[A-ZĐ]")),
)
"""The `type` of a numbered list, and what its marks look like."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_CONTINUING = ("MsoListParagraph", "MsoListContinue")
"""Classes of a paragraph without a mark that belongs to the item above it."""
_NUMBERED_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class _Item:
    paragraph: HtmlElement
    made: HtmlElement
    list_id: str
    level: int
    margin: float


@dataclass(frozen=True, slots=True)
class _OpenList:
    element: HtmlElement
    level: int
    list_id: str
    margin: float


def build_lists(root: HtmlElement) -> None:
    """Make lists of the list paragraphs under `root`; the number of a heading becomes its text."""
    for heading in root.iter(*_NUMBERED_HEADINGS):
        if mark := _take_mark(heading):
            heading.text = f"{mark} {heading.text or ''}"
    kinds: dict[tuple[str, int], str] = {}
    for paragraph in list(root.iter("p")):
        is_free = paragraph.getparent() is not None
        if is_free and _level(paragraph):
            _build_list(paragraph, kinds)


def _build_list(first: HtmlElement, kinds: dict[tuple[str, int], str]) -> None:
    """Turn the list paragraphs from `first` on into nested lists, each of its marks' kind."""
    lists: list[_OpenList] = []
    node: HtmlElement | None = first
    while node is not None and node.tag == "p":
        following = node.getnext()
        loose_text = node.tail
        if _level(node):
            item = _read_item(node, kinds)
            lists = _place(item, lists)
            _append_item(lists[-1].element, node)
        elif node.get("class", "").startswith(_CONTINUING):
            _append_paragraph(lists[-1].element[-1], node)
        else:
            return
        if loose_text and loose_text.strip():
            lists[0].element.tail = loose_text
            return
        node = following


def _read_item(paragraph: HtmlElement, kinds: dict[tuple[str, int], str]) -> _Item:
    list_id = " ".join(sorted(values(paragraph, "mso-list") - {f"level{_level(paragraph)}"}))
    level = _level(paragraph)
    made = _new_list(_take_mark(paragraph), kinds.get((list_id, level), ""))
    kinds[list_id, level] = made.get("type", "")
    return _Item(paragraph, made, list_id, level, points(paragraph, "margin-left"))


def _place(item: _Item, lists: list[_OpenList]) -> list[_OpenList]:
    """Return the open lists, the outermost first, into the last of which the item goes."""
    level = item.level
    if not lists:
        item.paragraph.addprevious(item.made)
        return [_OpenList(item.made, level, item.list_id, item.margin)]
    outermost = lists[0]
    if item.list_id != outermost.list_id and item.margin > outermost.margin:
        level += outermost.level  # a list of its own, set in under an item of the other
    while len(lists) > 1 and lists[-1].level > level:
        lists = lists[:-1]
    opened = _OpenList(item.made, level, item.list_id, item.margin)
    if level > lists[-1].level:
        lists[-1].element[-1].append(item.made)
        return [*lists, opened]
    if _continues(item, lists[-1]):
        return lists
    lists[-1].element.addnext(item.made)
    return [*lists[:-1], opened]


def _continues(item: _Item, opened: _OpenList) -> bool:
    """Whether an item of the same level goes on with the list."""
    if item.made.tag != opened.element.tag:
        return False
    if item.made.tag == "ul" or item.list_id == opened.list_id:
        return True
    begins_anew = item.made.get("start") is None
    return not begins_anew and item.made.get("type") == opened.element.get("type")


def _append_item(into: HtmlElement, paragraph: HtmlElement) -> None:
    paragraph.tail = None
    paragraph.attrib.clear()
    paragraph.tag = "li"
    into.append(paragraph)


def _append_paragraph(item: HtmlElement, paragraph: HtmlElement) -> None:
    """Put one more paragraph into an item, whose first text becomes a paragraph, too."""
    paragraph.tail = None
    if item.find("p") is None:
        first = lxml.html.Element("p")
        first.text = item.text
        item.text = None
        first.extend([child for child in item if child.tag not in ("ul", "ol")])
        item.insert(0, first)
    item.append(paragraph)


def _level(paragraph: HtmlElement) -> int:
    """Return the level of a list paragraph, from 1; 0 for any other."""
    for value in values(paragraph, "mso-list"):
        if match := _LEVEL.fullmatch(value):
            return int(match[1])
    return 0


def _take_mark(paragraph: HtmlElement) -> str:
    """Remove the mark that Word wrote out before the text, and return it."""
    for node in paragraph.iter("span"):
        if "ignore" in values(node, "mso-list"):
            mark = " ".join(node.text_content().split())
            node.drop_tree()
            return mark
    return ""


def _new_list(mark: str, kind_before: str) -> HtmlElement:
    """Make the list that an item with this mark begins: `b)` gives <ol type="a" start="2">.

    kind_before: the type of the items before it in the same list, which tells "v)" from "v)".
    """
    core = mark.rstrip(".):").lstrip("(").rpartition(".")[2]
    kinds = [kind for kind, pattern in _MARK_KINDS if pattern.fullmatch(core)]
    if kind_before in ("i", "I") and set(core.lower()) <= set(_ROMAN):
        kinds.insert(0, kind_before)
    is_bullet = not kinds or (mark == core and kinds[0] != "1")  # some are drawn with an o
    if is_bullet:
        return lxml.html.Element("ul")
    made = lxml.html.Element("ol")
    made.set("type", kinds[0])
    start = _number(core.lower(), kinds[0].lower())
    if start > 1:
        made.set("start", str(start))
    return made


def _number(core: str, kind: str) -> int:
    if kind == "1":
        return int(core)
    if kind == "a":
        return ascii_lowercase.find(core) + 1
    digits = [_ROMAN[letter] for letter in core]
    total = 0
    for digit, following in zip(digits, [*digits[1:], 0], strict=True):
        total += -digit if digit < following else digit
    return total
