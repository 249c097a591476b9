"""Two versions of an article side by side: where they differ, which of them changed, and one made of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html import escape
from typing import Any

import lxml.html

from newsapp.articles.content import Content

GROUPS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "summary": ("summary",),
    "category": ("category_id",),
    "tags": ("tags",),
    "language": ("language",),
    "published_on": ("published_on",),
    "byline": ("byline",),
    "signature": ("signature",),
    "source": ("source",),
    "cover": ("cover_id", "cover_alt", "cover_decorative", "cover_caption", "cover_credit"),
    "attachments": ("attachments",),
}
"""What is chosen as one, beside the body, which is chosen piece by piece."""

MINE, THEIRS, BOTH = "mine", "theirs", "both"
LONG = 600
"""Words and spaces of a piece from which the commonest are no longer held against each other: it took seconds."""
_TOKEN = re.compile(r"<[^>]*>|[^<\s]+|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some top blocks of the body, as HTML: the same in both (then number is 0), or different.

    In `theirs` and `mine` the words that differ stand in <mark>. suggested: the side that changed since the base.
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
    """marks: the element in which the words stand that only `theirs`, or only `mine` has."""
    groups = [
        GroupDifference(
            name, _suggested(_values(theirs, name), _values(mine, name), _values(base, name) if base else None)
        )
        for name in GROUPS
        if _values(theirs, name) != _values(mine, name)
    ]
    known = set(blocks(base.body)) if base else None
    pieces = []
    for number, left, right in _runs(theirs, mine):
        if not number:
            pieces.append(Piece(0, "\n".join(left), "\n".join(right)))
            continue
        marked = _marked("\n".join(left), "\n".join(right), marks)
        pieces.append(Piece(number, *marked, suggested=_side_that_changed(left, right, known)))
    return Comparison(groups, pieces)


def merge(theirs: Content, mine: Content, choices: Mapping[str, str]) -> Content:
    """One text of both: `choices` has group-<name> and piece-<number>, each mine, theirs or (for a piece) both."""
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
    """(number from 1 where the two differ, else 0; their blocks; my blocks), from the top down."""
    left, right = blocks(theirs.body), blocks(mine.body)
    number = 0
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            yield 0, left[a:b], right[c:d]
        elif b - a == d - c:  # block against block, so that two people's changes side by side can both be taken
            for i, k in zip(range(a, b), range(c, d), strict=True):
                number += 1
                yield number, left[i : i + 1], right[k : k + 1]
        else:
            number += 1
            yield number, left[a:b], right[c:d]


def _values(content: Content, name: str) -> list[Any]:
    return [getattr(content, field) for field in GROUPS[name]]


def _suggested(theirs: list[Any], mine: list[Any], base: list[Any] | None) -> str:
    return THEIRS if base is not None and mine == base and theirs != base else MINE


def _side_that_changed(theirs: list[str], mine: list[str], base: set[str] | None) -> str:
    if base is None:
        return BOTH
    they_did, i_did = not base.issuperset(theirs), not base.issuperset(mine)
    if they_did != i_did:
        return THEIRS if they_did else MINE
    if not (they_did or i_did):  # one side took blocks away, and the other has them still
        return MINE if len(mine) < len(theirs) else THEIRS
    return BOTH


def marked_texts(theirs: str, mine: str) -> tuple[str, str]:
    """Two plain texts as HTML, in <del> and <ins> the words that the other has not."""
    return _marked(escape(theirs, quote=False), escape(mine, quote=False), ("del", "ins"))


def _marked(left: str, right: str, marks: tuple[str, str] = ("mark", "mark")) -> tuple[str, str]:
    """Both with the words that the other has not in `marks`; the tags are left as they are."""
    a, b = _TOKEN.findall(left), _TOKEN.findall(right)
    out_left: list[str] = []
    out_right: list[str] = []
    for is_same, i, j, k, n in _stretches(a, b):
        out_left += a[i:j] if is_same else _mark(a[i:j], marks[0])
        out_right += b[k:n] if is_same else _mark(b[k:n], marks[1])
    return "".join(out_left), "".join(out_right)


def _stretches(a: list[str], b: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """(whether they are the same, where they begin and end in `a`, and in `b`); spaces between changes are in them."""
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
    """Runs of words in one element, never across a tag."""
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
