"""A piece of a text around what was found in it, and where in the piece that stands.

The words are looked for in the folded text and shown from the text itself: their places are the
same (text_folding.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsapp.parts.search.question import Question
from newsapp.text_folding import accented, composed, fold

LENGTH = 240
"""Letters of a piece, about three lines."""
BEFORE = 60
"""Letters shown before the first match, at most."""
MOST_MATCHES = 300
"""Matches that are weighed to choose the piece."""


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Some text, and whether it is what was looked for."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text in spans. terms: the numbers of the question's terms that are among the matches."""

    spans: list[MarkedSpan]
    terms: frozenset[int]


Match = tuple[int, int, int]
"""Where it begins and ends, and the number of the term."""


def mark(text: str, question: Question) -> MarkedText:
    """Return the whole text, with what was looked for marked."""
    text = composed(text)
    return _marked(text, _matches(text, question))


def cut(text: str, question: Question) -> MarkedText | None:
    """Return the piece of the text that has most of the terms; None where it has none."""
    text = composed(text)
    matches = _matches(text, question)[:MOST_MATCHES]
    if not matches:
        return None
    best = max(range(len(matches)), key=lambda first: (_worth(matches, first), -first))
    start, first_end, _term = matches[best]
    begin = _word_after(text, max(0, start - BEFORE))
    end = len(text)
    if end - begin > LENGTH:
        end = _word_before(text, begin + LENGTH, first_end)
    inside = [(a - begin, b - begin, term) for a, b, term in matches if begin <= a and b <= end]
    marked = _marked(text[begin:end], inside)
    if begin:
        marked.spans.insert(0, MarkedSpan("… ", is_match=False))
    if end < len(text):
        marked.spans.append(MarkedSpan(" …", is_match=False))
    return marked


def _worth(matches: list[Match], first: int) -> tuple[int, int]:
    """Return how many terms, and how many matches, the piece from this match on would have."""
    limit = matches[first][0] + LENGTH - BEFORE
    terms = [term for start, _, term in matches[first : first + 40] if start < limit]
    return len(set(terms)), len(terms)


def _matches(text: str, question: Question) -> list[Match]:
    """Return where the words stand: as typed if the text has all terms so, else without accents."""
    exact = _places(accented(text), _looked_for(question, exact=True), begins=False)
    folded = _places(fold(text), _looked_for(question, exact=False), begins=question.begins)
    has_all = {term for _, _, term in exact} == {term for _, _, term in folded}
    return exact if exact and has_all else folded


def _looked_for(question: Question, *, exact: bool) -> dict[str, int]:
    """Return word or phrase -> the number of its term."""
    numbers: dict[str, int] = {}
    for number, term in enumerate(question.terms):
        for run in term:
            words = run.words(exact=exact)
            for phrase in [" ".join(words)] if run.is_phrase else words:
                numbers.setdefault(phrase, number)
    return numbers


def _places(text: str, numbers: dict[str, int], *, begins: bool) -> list[Match]:
    if not numbers:
        return []
    last = max(numbers.values())
    patterns = []
    for phrase in sorted(numbers, key=len, reverse=True):
        pattern = " +".join(map(re.escape, phrase.split()))
        patterns.append(f"{pattern}[^ ]*" if begins and numbers[phrase] == last else pattern)
    whole_words = re.compile(rf"(?<![^ ])(?:{'|'.join(patterns)})(?![^ ])")
    return [
        (match.start(), match.end(), _term(match[0], numbers))
        for match in whole_words.finditer(text)
    ]


def _term(found: str, numbers: dict[str, int]) -> int:
    phrase = " ".join(found.split())
    if phrase in numbers:
        return numbers[phrase]
    return next(number for begun, number in numbers.items() if phrase.startswith(begun))


def _marked(text: str, matches: list[Match]) -> MarkedText:
    """Return the text in spans; matches with nothing but a space between them are one."""
    joined: list[list[int]] = []
    for begin, end, _term in matches:
        if joined and not text[joined[-1][1] : begin].strip():
            joined[-1][1] = end
        else:
            joined.append([begin, end])
    spans, at = [], 0
    for begin, end in joined:
        spans += [MarkedSpan(text[at:begin], False), MarkedSpan(text[begin:end], True)]
        at = end
    spans.append(MarkedSpan(text[at:], False))
    terms = frozenset(term for _, _, term in matches)
    return MarkedText([span for span in spans if span.text], terms)


def _word_after(text: str, place: int) -> int:
    return 0 if place == 0 else text.find(" ", place) + 1


def _word_before(text: str, place: int, least: int) -> int:
    """Return where to end, not within a word if there is an end of one; never before `least`."""
    end = text.rfind(" ", 0, place)
    return max(end if end > least else place, least)
