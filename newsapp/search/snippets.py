"""A piece of a text around what was found in it, and where in the piece that stands.

Looked for in the folded text, shown from the text itself: their places are the same (fold.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsapp.search.fold import accented, composed, fold
from newsapp.search.question import Question

LENGTH = 240
"""Letters of a piece, about three lines."""
BEFORE = 60
"""Letters shown before the first hit, at most."""
MOST_HITS = 300
"""Hits that are weighed to choose the piece."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some text, and whether it is what was looked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its hits; words: which of the question's words are among them, by number."""

    spans: list[Span]
    words: frozenset[int]


Hit = tuple[int, int, int]
"""Where it begins and ends, and the number of the word."""


def mark(text: str, question: Question) -> Marked:
    """The whole text, with what was looked for marked."""
    text = composed(text)
    hits = _hits(text, question)
    return Marked(_spans(text, hits), frozenset(word for _, _, word in hits))


def cut(text: str, question: Question) -> Marked | None:
    """The piece of the text in which most of the words stand; None where none does."""
    text = composed(text)
    hits = _hits(text, question)[:MOST_HITS]
    if not hits:
        return None
    first = max(range(len(hits)), key=lambda n: (_worth(hits, n), -n))
    begin = _at_a_word(text, max(0, hits[first][0] - BEFORE))
    end = len(text) if len(text) - begin <= LENGTH else _before_a_word(text, begin + LENGTH, hits[first][1])
    inside = [(a - begin, b - begin, word) for a, b, word in hits if begin <= a and b <= end]
    spans = _spans(text[begin:end], inside)
    if begin:
        spans.insert(0, Span("… ", is_hit=False))
    if end < len(text):
        spans.append(Span(" …", is_hit=False))
    return Marked(spans, frozenset(word for _, _, word in inside))


def _worth(hits: list[Hit], first: int) -> tuple[int, int]:
    """Of the piece that begins at this hit: how many different words, and how many hits."""
    limit = hits[first][0] + LENGTH - BEFORE
    inside = [word for start, _, word in hits[first : first + 40] if start < limit]
    return len(set(inside)), len(inside)


def _hits(text: str, question: Question) -> list[Hit]:
    """Where the words stand, those with their accents where the text has all of them so, in order."""
    exact = _places(accented(text), _wanted(question, exact=True), begins=False)
    folded = _places(fold(text), _wanted(question, exact=False), begins=question.begins)
    whole = {number for _, _, number in folded}
    return exact if exact and {number for _, _, number in exact} == whole else folded


def _wanted(question: Question, *, exact: bool) -> dict[str, int]:
    """Word or phrase -> the number of its term."""
    wanted: dict[str, int] = {}
    for number, term in enumerate(question.terms):
        for run in term:
            words = run.accented if exact else run.folded
            for words_there in [" ".join(words)] if run.is_phrase else words:
                wanted.setdefault(words_there, number)
    return wanted


def _places(text: str, wanted: dict[str, int], *, begins: bool) -> list[Hit]:
    last = max(wanted.values(), default=0)
    said = sorted(wanted, key=len, reverse=True)
    ways = []
    for words in said:
        way = r" +".join(map(re.escape, words.split()))
        ways.append(f"{way}(?:[^ ]*)" if begins and wanted[words] == last else way)
    if not ways:
        return []
    pattern = re.compile(rf"(?<![^ ])(?:{'|'.join(ways)})(?![^ ])")
    return [(found.start(), found.end(), _number(found[0], wanted)) for found in pattern.finditer(text)]


def _number(found: str, wanted: dict[str, int]) -> int:
    plain = " ".join(found.split())
    if plain in wanted:
        return wanted[plain]
    return next(number for words, number in wanted.items() if plain.startswith(words))


def _spans(text: str, hits: list[Hit]) -> list[Span]:
    """The text in turns; hits with nothing but a space between them are one."""
    joined: list[list[int]] = []
    for begin, end, _word in hits:
        if joined and not text[joined[-1][1] : begin].strip():
            joined[-1][1] = end
        else:
            joined.append([begin, end])
    spans, place = [], 0
    for begin, end in joined:
        spans += [Span(text[place:begin], is_hit=False), Span(text[begin:end], is_hit=True)]
        place = end
    spans.append(Span(text[place:], is_hit=False))
    return [span for span in spans if span.text]


def _at_a_word(text: str, place: int) -> int:
    return 0 if place == 0 else text.find(" ", place) + 1


def _before_a_word(text: str, place: int, least: int) -> int:
    """Where to end, not within a word, if there is an end of one at all; never before `least`."""
    end = text.rfind(" ", 0, place)
    return max(end if end > least else place, least)
