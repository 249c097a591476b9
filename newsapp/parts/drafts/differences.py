"""Comparing and merging two versions of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html import escape
from typing import Any

import lxml.html

from newsapp.articles.content import FIELDS, Content

GROUPS: dict[str, list[str]] = {}
"""The fields that are compared as one, by the first one's name; the body is split into pieces."""
for _name, _field in FIELDS.items():
    if _name != "body":
        GROUPS.setdefault(_field.group or _name, []).append(_name)

MINE, THEIRS, BOTH = "mine", "theirs", "both"
LONG = 600
"""Tokens of a piece above which common tokens are ignored, as comparing takes seconds."""
_TOKEN = re.compile(r"<[^>]*>|[^<\s]+|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some top blocks of the body as HTML; number is 0 if they are equal.

    In `theirs` and `mine`, different words are in <mark>. suggested: the side that changed since
    the base.
    """

    number: int
    theirs: str
    mine: str
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class GroupDifference:
    name: str
    suggested: str


@dataclass(frozen=True, slots=True)
class Comparison:
    groups: list[GroupDifference]
    pieces: list[Piece]


def compare(
    theirs: Content, mine: Content, base: Content | None, marks: tuple[str, str] = ("mark", "mark")
) -> Comparison:
    """marks: the elements for words that only `theirs`, and only `mine`, has."""
    groups = []
    for name in GROUPS:
        left, right = values_of(theirs, name), values_of(mine, name)
        if left != right:
            is_theirs = base is not None and right == values_of(base, name)
            groups.append(GroupDifference(name, THEIRS if is_theirs else MINE))
    known = set(blocks(base.body)) if base else None
    pieces = []
    for number, their_blocks, my_blocks in _runs(theirs, mine):
        texts = ("\n".join(their_blocks), "\n".join(my_blocks))
        if number:
            suggested = _side_that_changed(their_blocks, my_blocks, known)
            pieces.append(Piece(number, *_marked(*texts, marks), suggested))
        else:
            pieces.append(Piece(0, *texts))
    return Comparison(groups, pieces)


def merge(theirs: Content, mine: Content, choices: Mapping[str, str]) -> Content:
    """Merge both: `choices` has group-<name> and piece-<number>: mine, theirs or both."""
    taken: dict[str, Any] = {}
    for name, fields in GROUPS.items():
        side = theirs if choices.get(f"group-{name}") == THEIRS else mine
        taken |= {field: getattr(side, field) for field in fields}
    body: list[str] = []
    for number, left, right in _runs(theirs, mine):
        choice = choices.get(f"piece-{number}", MINE) if number else MINE
        body += left if choice in (THEIRS, BOTH) else []
        body += right if choice in (MINE, BOTH) else []
    return replace(mine, body="\n".join(body), **taken)


def blocks(body: str) -> list[str]:
    """The top elements of a clean body, each as HTML."""
    if not body:
        return []
    root = lxml.html.fragment_fromstring(body, create_parent="div")
    return [str(lxml.html.tostring(node, encoding="unicode", with_tail=False)) for node in root]


def _runs(theirs: Content, mine: Content) -> Iterator[tuple[int, list[str], list[str]]]:
    """(number from 1 if the blocks differ, else 0; their blocks; my blocks), from the top."""
    left, right = blocks(theirs.body), blocks(mine.body)
    number = 0
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            yield 0, left[a:b], right[c:d]
        elif b - a == d - c:
            # Block by block, so that adjacent changes of two people can both be chosen.
            for i, k in zip(range(a, b), range(c, d), strict=True):
                number += 1
                yield number, left[i : i + 1], right[k : k + 1]
        else:
            number += 1
            yield number, left[a:b], right[c:d]


def values_of(content: Content, name: str) -> list[Any]:
    return [getattr(content, field) for field in GROUPS[name]]


def _side_that_changed(theirs: list[str], mine: list[str], base: set[str] | None) -> str:
    if base is None:
        return BOTH
    they_changed, i_changed = not base.issuperset(theirs), not base.issuperset(mine)
    if they_changed and i_changed:
        return BOTH
    if they_changed or i_changed:
        return THEIRS if they_changed else MINE
    # Nobody added blocks: suggest the side that removed some.
    return MINE if len(mine) < len(theirs) else THEIRS


def marked_texts(theirs: str, mine: str) -> tuple[str, str]:
    """Two plain texts as HTML, with different words in <del> and <ins>."""
    return _marked(escape(theirs, quote=False), escape(mine, quote=False), ("del", "ins"))


def _marked(left: str, right: str, marks: tuple[str, str] = ("mark", "mark")) -> tuple[str, str]:
    """Both with different words in `marks`; the tags stay as they are."""
    a, b = _TOKEN.findall(left), _TOKEN.findall(right)
    out_left: list[str] = []
    out_right: list[str] = []
    for is_same, i, j, k, n in _stretches(a, b):
        out_left += a[i:j] if is_same else _mark(a[i:j], marks[0])
        out_right += b[k:n] if is_same else _mark(b[k:n], marks[1])
    return "".join(out_left), "".join(out_right)


def _stretches(a: list[str], b: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """(is same, start and end in `a`, in `b`); changes include the spaces between them."""
    since: tuple[int, int] | None = None
    at = (0, 0)
    for what, i, j, k, n in SequenceMatcher(None, a, b, autojunk=len(b) > LONG).get_opcodes():
        if what == "equal" and (since is None or "".join(a[i:j]).strip()):
            if since is not None:
                yield False, since[0], i, since[1], k
            yield True, i, j, k, n
            since = None
        elif since is None:
            since = (i, k)
        at = (j, n)
    if since is not None:
        yield False, since[0], at[0], since[1], at[1]


def _mark(tokens: list[str], mark: str) -> list[str]:
    """Put each run of words in one element, never across a tag."""
    marked: list[str] = []
    words: list[str] = []
    for token in [*tokens, "<"]:
        if not token.startswith("<"):
            words.append(token)
            continue
        run = "".join(words)
        marked.append(f"<{mark}>{run}</{mark}>" if run.strip() else run)
        words = []
        marked.append(token)
    return marked[:-1]
