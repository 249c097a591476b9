"""The order of relevance: a list of ever weaker tiers, and how each is asked of a database.

What has the words as they were typed comes before what has them without accents, and that before
what has words that begin like the last one. In each of these, all words in the title come first,
then in title and summary, then anywhere; and first where they stand together. What matches in
several tiers counts in the best one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from itertools import product
from typing import Any, NamedTuple

from newsapp.parts.search.question import Question, Run

IMPORTANCE = {
    "title_fold": 10.0,
    "summary_fold": 4.0,
    "body_fold": 1.0,
    "more_fold": 2.0,
    "files_fold": 1.0,
}
USUAL_LENGTH = 1500
"""Letters of a usual text."""


class Closeness(IntEnum):
    EXACT = 0
    WITHOUT_ACCENTS = 1
    BEGINNING = 2


class Scope(IntEnum):
    TITLE = 0
    SUMMARY = 1
    """Title and summary."""
    ALL = 2


COLUMNS = {
    Scope.TITLE: ("title",),
    Scope.SUMMARY: ("title", "summary"),
    Scope.ALL: ("title", "summary", "body", "more"),
}
WEIGHTS = {Scope.TITLE: ":A", Scope.SUMMARY: ":AB", Scope.ALL: ""}
"""Which words of a tsvector count."""


class Tier(NamedTuple):
    """One way to match. is_loose: the words may stand apart."""

    closeness: Closeness
    scope: Scope
    is_loose: bool

    def is_within(self, other: Tier) -> bool:
        """Return whether what matches in this tier also matches in the other."""
        return all(own <= others for own, others in zip(self, other, strict=True))

    def words(self, run: Run) -> tuple[str, ...]:
        return run.words(exact=self.closeness is Closeness.EXACT)

    @property
    def columns(self) -> list[str]:
        """Those of search_entry, and of search_words, that the tier looks into."""
        names = COLUMNS[self.scope]
        if self.closeness is Closeness.EXACT:
            return list(names)
        folded = [f"{name}_fold" for name in names]
        return [*folded, "files_fold"] if self.scope is Scope.ALL else folded


def tiers(question: Question) -> list[Tier]:
    """Return the tiers that differ for the question, best first; the last holds all matches."""
    is_one_run = len(question.typed.folded) < 2 or question.has_quotes
    looseness = (True,) if is_one_run else (False, True)
    closest = [c for c in Closeness if question.begins or c is not Closeness.BEGINNING]
    return [Tier(*ways) for ways in product(closest, Scope, looseness)]


def better(tier: Tier, ways: list[Tier]) -> list[Tier]:
    """Return the tiers before `tier`, without those that are within another of them."""
    before = ways[: ways.index(tier)]
    return [
        way
        for way in before
        if not any(way.is_within(other) for other in before if other is not way)
    ]


def place(question: Question, texts: Mapping[str, Any]) -> int:
    """Return the number of the first tier that a search_entry matches, without a database.

    texts: the columns of a row that answers the question.
    """
    ways = tiers(question)
    for closeness in Closeness:
        own = [tier for tier in ways if tier.closeness is closeness]
        if own and _matches(question, own[-1], texts):
            first = next(tier for tier in own if _matches(question, tier, texts))
            return ways.index(first)
    return len(ways) - 1


def weight(question: Question, texts: Mapping[str, Any]) -> float:
    """Return how much the texts are about the question.

    As in bm25, what counts is how often its words stand there, and in what length. It is worked out
    here, because SQLite's own would read all articles that have one of the words.
    """
    words = {word for term in question.terms for word in term[0].folded}
    total = 0.0
    for name, importance in IMPORTANCE.items():
        text = f" {texts[name]} "
        usual = 0.25 + 0.75 * len(text) / USUAL_LENGTH
        for word in words:
            count = text.count(f" {word} ")
            total += importance * count / (count + 1.2 * usual)
    return total


def _matches(question: Question, tier: Tier, texts: Mapping[str, Any]) -> bool:
    text = "".join(f" {texts[name]} |" for name in tier.columns)
    return all(
        any(_stands_in(text, run, tier, begins) for run, begins in term)
        for term in _terms(question, tier)
    )


def _stands_in(text: str, run: Run, tier: Tier, begins: bool) -> bool:
    words, end = tier.words(run), "" if begins else " "
    if run.is_phrase:
        return f" {' '.join(words)}{end}" in text
    return all(f" {word} " in text for word in words[:-1]) and f" {words[-1]}{end}" in text


def fts5(question: Question, tier: Tier) -> str:
    """Return the tier for MATCH on search_words."""

    def written(run: Run, begins: bool) -> str:
        star = " *" if begins else ""
        if run.is_phrase:
            return f'"{" ".join(tier.words(run))}"{star}'
        return "(" + " AND ".join(f'"{word}"' for word in tier.words(run)) + star + ")"

    terms = _written(question, tier, written, " OR ", " AND ")
    return f"({{{' '.join(tier.columns)}}} : ({terms}))"


def tsquery(question: Question, tier: Tier, *, apart: bool = False) -> str:
    """Return the tier for to_tsquery('simple', …), on exact_words or fold_words.

    apart: the words of a phrase may stand anywhere.
    """
    weights = WEIGHTS[tier.scope]
    beginning = f":*{weights[1:]}"

    def written(run: Run, begins: bool) -> str:
        lexemes = [f"'{word}'{weights}" for word in tier.words(run)]
        if begins:
            lexemes[-1] = f"'{tier.words(run)[-1]}'{beginning}"
        beside = " <-> " if run.is_phrase and not apart else " & "
        return "(" + beside.join(lexemes) + ")"

    return _written(question, tier, written, " | ", " & ")


def _written(
    question: Question, tier: Tier, written: Callable[[Run, bool], str], either: str, both: str
) -> str:
    terms = _terms(question, tier)
    return both.join(
        f"({either.join(written(run, begins) for run, begins in term)})" for term in terms
    )


def _terms(question: Question, tier: Tier) -> list[list[tuple[Run, bool]]]:
    """Return the runs of each term, and whether the last word of each run may go on."""
    begins = question.begins and tier.closeness is Closeness.BEGINNING
    if not tier.is_loose:
        return [[(question.typed, begins)]]
    last = question.terms[-1]
    return [
        [(run, begins and term is last and run is term[0]) for run in term]
        for term in question.terms
    ]
