"""What somebody looks for: the words they typed, as the index knows words.

Every word must be there, the last one at least as a beginning; words in quotes stand together. No
sign that is typed has another meaning: only letters and digits of a question reach a database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsapp.parts.search import abbreviations
from newsapp.parts.search.index import LONGEST_WORD
from newsapp.text_folding import accented, composed, fold

LONGEST = 400
"""Characters of a question that are looked at: a title pasted whole has 300 at most."""
MOST_WORDS = 24
SHORTEST_BEGINNING = 2
"""Letters from which the last word can be the beginning of one: half of all words begin with "a".
"""
_QUOTES = re.compile('["“”„‟«»]')
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words, with and without their accents. is_phrase: they stand together in this order."""

    accented: tuple[str, ...]
    folded: tuple[str, ...]
    is_phrase: bool = False

    def words(self, *, exact: bool) -> tuple[str, ...]:
        return self.accented if exact else self.folded


Term = tuple[Run, ...]
"""One of these must be there: what was typed, and the other names of the same thing."""


@dataclass(frozen=True, slots=True)
class Question:
    """typed: the words in order. begins: the last word may go on. Without terms it finds nothing.

    is_cut: more was typed than is looked for.
    """

    terms: tuple[Term, ...]
    typed: Run
    begins: bool
    has_quotes: bool
    is_cut: bool


def ask(text: str) -> Question:
    """Return the question that was typed."""
    is_cut = len(text) > LONGEST
    terms: list[Term] = []
    typed: list[tuple[str, str]] = []
    is_quoted = has_quotes = False
    for number, part in enumerate(_QUOTES.split(composed(text[:LONGEST]))):
        words = _words(part)
        room = MOST_WORDS - len(typed)
        is_cut = is_cut or len(words) > room
        words = words[:room]
        if not words:
            continue
        is_quoted = number % 2 == 1
        has_quotes = has_quotes or is_quoted
        typed += words
        terms += [(_run(words, is_phrase=True),)] if is_quoted else _terms(words)
    is_long_enough = bool(typed) and len(typed[-1][1]) >= SHORTEST_BEGINNING
    return Question(
        terms=tuple(dict.fromkeys(terms)),
        typed=_run(typed, is_phrase=True),
        begins=is_long_enough and not is_quoted and not is_cut,
        has_quotes=has_quotes,
        is_cut=is_cut,
    )


def _words(part: str) -> list[tuple[str, str]]:
    """Return each word with its accents, and folded."""
    exact, words = accented(part), []
    for match in _WORD.finditer(fold(part)):
        with_accents = exact[match.start() : match.end()].replace(" ", "")
        words.append((with_accents[:LONGEST_WORD], match[0][:LONGEST_WORD]))
    return words


def _run(words: list[tuple[str, str]], *, is_phrase: bool) -> Run:
    return Run(tuple(word for word, _ in words), tuple(word for _, word in words), is_phrase)


def _terms(words: list[tuple[str, str]]) -> list[Term]:
    """Return a term for each word, or for several that are the name of one thing."""
    terms: list[Term] = []
    while words:
        for length in range(min(abbreviations.LONGEST, len(words)), 0, -1):
            typed = _run(words[:length], is_phrase=False)
            others = abbreviations.OTHERS.get(typed.folded, [])
            if others or length == 1:
                names = [Run(exact, folded, is_phrase=True) for exact, folded in others]
                terms.append((typed, *names))
                words = words[length:]
                break
    return terms
