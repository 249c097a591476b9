"""What somebody looks for: the words they typed, as the index knows words.

Every word must be there, the last one at least as a beginning; words in quotes stand together. Nothing that is typed
means anything else: a question is letters and digits by the time that it comes near a database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsapp.search import abbreviations
from newsapp.search.fold import accented, composed, fold
from newsapp.search.index import LONGEST_WORD

LONGEST = 400
"""Signs of a question that are looked at: a title pasted whole has 300 at most."""
MOST_WORDS = 24
SHORTEST_BEGINNING = 2
"""Letters from which a last word is taken for the beginning of one: with "a" begins half of everything."""

_QUOTES = re.compile('["“”„‟«»]')
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words, with and without their accents. is_phrase: they stand together in this order."""

    accented: tuple[str, ...]
    folded: tuple[str, ...]
    is_phrase: bool = False


Term = tuple[Run, ...]
"""One of these must be there: what was typed, and the other names of the same thing."""


@dataclass(frozen=True, slots=True)
class Question:
    """typed: the words with their accents, in order. begins: the last word may go on. Without terms it asks nothing."""

    terms: tuple[Term, ...]
    typed: Run
    begins: bool
    has_quotes: bool
    is_cut: bool


def ask(text: str) -> Question:
    text, is_cut = composed(text[:LONGEST]), len(text) > LONGEST
    terms: list[Term] = []
    every: list[tuple[str, str]] = []
    ends_in_quotes = has_quotes = False
    for number, part in enumerate(_QUOTES.split(text)):
        found = _words(part)
        is_cut = is_cut or len(every) + len(found) > MOST_WORDS
        found = found[: MOST_WORDS - len(every)]
        if found:
            ends_in_quotes = number % 2 == 1
            has_quotes = has_quotes or ends_in_quotes
            every += found
            terms += [(_run(found, is_phrase=True),)] if ends_in_quotes else _terms(found)
    begins = bool(every) and not ends_in_quotes and not is_cut and len(every[-1][1]) >= SHORTEST_BEGINNING
    return Question(tuple(dict.fromkeys(terms)), _run(every, is_phrase=True), begins, has_quotes, is_cut)


def _words(part: str) -> list[tuple[str, str]]:
    """Each word with its accents and folded."""
    exact, folded = accented(part), fold(part)
    return [
        (exact[m.start() : m.end()].replace(" ", "")[:LONGEST_WORD], m[0][:LONGEST_WORD])
        for m in _WORD.finditer(folded)
    ]


def _run(found: list[tuple[str, str]], *, is_phrase: bool) -> Run:
    return Run(tuple(word for word, _ in found), tuple(word for _, word in found), is_phrase)


def _terms(found: list[tuple[str, str]]) -> list[Term]:
    """A term for each word, or for several that are one thing's name."""
    terms: list[Term] = []
    while found:
        for length in range(min(abbreviations.LONGEST, len(found)), 0, -1):
            here = found[:length]
            others = abbreviations.OTHERS.get(tuple(word for _, word in here), [])
            if others or length == 1:
                names = [Run(exact, folded, is_phrase=True) for exact, folded in others]
                terms.append((_run(here, is_phrase=False), *names))
                found = found[length:]
                break
    return terms
