"""A page as the lines that a reader sees, each with its place in the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from newsapp.page_reading.spelling import plain, word_set
from newsapp.text_cleaning import clean_text

INLINE = word_set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s"
    " samp small span strike strong sub sup time tt u var wbr"
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INVISIBLE = word_set(
    "script style noscript template head title iframe object embed svg math select option button"
    " input textarea datalist map audio video canvas"
)
_EMPHASIS = frozenset({"b", "strong", "big", "font"})
_CELLS = frozenset({"td", "th", "dt", "div"})
_LONGEST_LABEL, _LONGEST_VALUE = 30, 80
_EDGE = "\x1f"
"""Stands in `raw` where one inline element ends and the next begins."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(eq=False)
class Line:
    """What stands between two breaks. pieces: (element, "text" or "tail") of each bit of text.

    node: the block that holds it. A picture is a line of its own, with no text.
    """

    node: HtmlElement
    pieces: list[tuple[HtmlElement, str]] = field(default_factory=list)
    picture: HtmlElement | None = None
    raw: str = ""
    linked: int = 0
    strong: int = 0

    @cached_property
    def text(self) -> str:
        return clean_text(self.raw.replace(_EDGE, ""))

    @cached_property
    def parted(self) -> str:
        """The text, with a stroke where one element follows another without a space."""
        return clean_text(self.raw.replace(_EDGE, " | "))

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def is_link(self) -> bool:
        """Whether all of it, but for what stands around, is a link."""
        letters = len("".join(self.raw.split()))
        return letters > 0 and self.linked >= letters * 0.7

    @property
    def stands_out(self) -> bool:
        """Whether it is a heading, bold, or of a size of its own."""
        letters = len("".join(self.raw.split()))
        in_heading = any(node.tag in HEADINGS for node in above(self.node, 3))
        return in_heading or (letters > 0 and self.strong >= letters * 0.9)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the classes and names of the block and of two around it."""
        innermost = self.pieces[0][0] if self.pieces and self.pieces[0][1] == "text" else self.node
        found: set[str] = set()
        for node in above(innermost, 3):
            found.update(names_of(node))
        return frozenset(found)


def above(node: HtmlElement, count: int) -> Iterator[HtmlElement]:
    """The element and those around it, `count` at most, but not the whole page."""
    for _step in range(count):
        if node is None or node.tag in ("body", "html"):
            return
        yield node
        node = node.getparent()


def names_of(node: HtmlElement) -> list[str]:
    """The words of an element's class, id and itemprop: "ArticleTitle" gives article, title."""
    said = " ".join(node.get(name, "") for name in ("class", "id", "itemprop"))
    return [word.lower() for word in _WORD.findall(said)]


def of_tree(root: HtmlElement) -> list[Line]:
    """The lines below `root`, in their order."""
    reader = _Reader(root)
    reader.read()
    return _with_values(reader.lines)


def _with_values(lines: list[Line]) -> list[Line]:
    """Join a label that has a cell of its own with the cell that follows."""
    joined: list[Line] = []
    for line in lines:
        if joined and _is_value(line, joined[-1]):
            label = joined.pop()
            pieces, raw = label.pieces + line.pieces, f"{label.raw} {line.raw}"
            line = Line(label.node, pieces, None, raw, line.linked)
        joined.append(line)
    return joined


def _is_value(line: Line, label: Line) -> bool:
    has_label = label.text.endswith(":") and len(label.text) <= _LONGEST_LABEL
    is_short = 0 < len(line.text) <= _LONGEST_VALUE
    is_next = label.node.tag in _CELLS and label.node.getnext() is line.node
    return has_label and is_short and is_next


class _Reader:
    def __init__(self, root: HtmlElement) -> None:
        self.lines: list[Line] = []
        self._root = root
        self._line = Line(root)
        self._blocks = [root]
        self._links = 0
        self._strong = 0

    def read(self) -> None:
        """Walk the tree without recursion: old pages nest deeply."""
        steps: list[tuple[HtmlElement, bool]] = [(self._root, False)]
        while steps:
            node, is_done = steps.pop()
            if is_done:
                self._leave(node)
                continue
            if self._enter(node):
                steps.append((node, True))
                steps.extend((child, False) for child in reversed(node))
            elif node is not self._root:
                self._add(node, "tail")
        self._break()

    def _enter(self, node: HtmlElement) -> bool:
        """Whether what the element holds is read."""
        if not isinstance(node.tag, str) or node.tag in INVISIBLE:
            return False
        if node.tag == "img":
            self._break()
            self.lines.append(Line(self._blocks[-1], picture=node))
            return False
        if node.tag in ("br", "hr"):
            self._break()
            return False
        if node.tag not in INLINE:
            self._blocks.append(node)
            self._break()
        self._links += node.tag == "a"
        self._strong += node.tag in _EMPHASIS
        self._add(node, "text")
        return True

    def _leave(self, node: HtmlElement) -> None:
        self._links -= node.tag == "a"
        self._strong -= node.tag in _EMPHASIS
        if node.tag not in INLINE:
            self._blocks.pop()
            self._break()
        if node is not self._root:
            self._add(node, "tail")

    def _add(self, node: HtmlElement, place: str) -> None:
        said = getattr(node, place) or ""
        if not said:
            return
        letters = len("".join(said.split()))
        self._line.pieces.append((node, place))
        if place == "text" and self._line.raw and not self._line.raw[-1].isspace():
            self._line.raw += _EDGE
        self._line.raw += said
        self._line.linked += letters if self._links else 0
        self._line.strong += letters if self._strong else 0

    def _break(self) -> None:
        if self._line.text:
            self.lines.append(self._line)
        self._line = Line(self._blocks[-1])
