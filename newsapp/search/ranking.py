"""The order of relevance: a list of ever weaker ways to match, each of which the databases know by an expression.

First what has the words as they were typed, accents and all, then what has them without, then what has words that begin
like the last one. In each of these: all words in the title, then in title and summary, then anywhere; and first where
they stand together. What matches in several ways stands where it matches best.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from newsapp.search.question import Question, Run, Term


class Closeness(IntEnum):
    EXACT = 0
    WITHOUT_ACCENTS = 1
    BEGINNING = 2


class Scope(IntEnum):
    TITLE = 0
    SUMMARY = 1
    """Title and summary."""
    ALL = 2


@dataclass(frozen=True, slots=True)
class Tier:
    closeness: Closeness
    scope: Scope
    is_phrase: bool

    def is_within(self, other: Tier) -> bool:
        """Whether what matches so also matches in the other way."""
        return self.closeness <= other.closeness and self.scope <= other.scope and self.is_phrase >= other.is_phrase


def tiers(question: Question) -> list[Tier]:
    """The ways that are worth telling apart, best first; the last one holds all that is found."""
    phrases = (False,) if len(question.typed.folded) < 2 or question.has_quotes else (True, False)
    ways = [Tier(close, scope, phrase) for close in Closeness for scope in Scope for phrase in phrases]
    return [way for way in ways if question.begins or way.closeness < Closeness.BEGINNING]


def better(way: Tier, ways: list[Tier]) -> list[Tier]:
    """What is before `way`, without those that are part of another such."""
    before = ways[: ways.index(way)]
    return [one for one in before if not any(one.is_within(other) for other in before if other != one)]


def place(question: Question, texts: Mapping[str, Any]) -> int:
    """Where what these texts say stands among `tiers`: the same as the databases find, without asking them.

    texts: the columns of a search_entry that answers the question.
    """
    ways = tiers(question)
    for close in Closeness:
        if Tier(close, Scope.ALL, False) in ways and _says(question, Tier(close, Scope.ALL, False), texts):
            return next(n for n, way in enumerate(ways) if way.closeness is close and _says(question, way, texts))
    return len(ways) - 1


def _says(question: Question, way: Tier, texts: Mapping[str, Any]) -> bool:
    said = "".join(f" {texts[name]} |" for name in columns(way))
    return all(any(_stands(run, way, begins, said) for run, begins in term) for term in _terms(question, way))


def _stands(run: Run, way: Tier, begins: bool, said: str) -> bool:
    words = run.accented if way.closeness is Closeness.EXACT else run.folded
    end = "" if begins else " "
    if run.is_phrase:
        return f" {' '.join(words)}{end}" in said
    return all(f" {word} " in said for word in words[:-1]) and f" {words[-1]}{end}" in said


FTS5_COLUMNS = {
    Scope.TITLE: ("title",),
    Scope.SUMMARY: ("title", "summary"),
    Scope.ALL: ("title", "summary", "body", "more"),
}
WEIGHTS = {Scope.TITLE: "A", Scope.SUMMARY: "AB", Scope.ALL: ""}


def columns(way: Tier) -> list[str]:
    """Of search_entry, and of search_words."""
    names = list(FTS5_COLUMNS[way.scope])
    if way.closeness is Closeness.EXACT:
        return names
    return [f"{name}_fold" for name in names] + ["files_fold"] * (way.scope is Scope.ALL)


def fts5(question: Question, way: Tier) -> str:
    """For MATCH on search_words."""
    terms = _terms(question, way)
    said = [" OR ".join(_fts5_run(run, way, begins) for run, begins in term) for term in terms]
    return f"({{{' '.join(columns(way))}}} : ({' AND '.join(f'({one})' for one in said)}))"


def _fts5_run(run: Run, way: Tier, begins: bool) -> str:
    words = run.accented if way.closeness is Closeness.EXACT else run.folded
    star = "*" if begins else ""
    if run.is_phrase:
        return f'"{" ".join(words)}" {star}'
    return "(" + " AND ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}" {star}']) + ")"


def tsquery(question: Question, way: Tier, *, apart: bool = False) -> str:
    """For to_tsquery('simple', …), on exact_words or fold_words. apart: the words of a phrase may stand anywhere."""
    beside = " & " if apart else " <-> "
    said = [" | ".join(_ts_run(run, way, begins, beside) for run, begins in term) for term in _terms(question, way)]
    return " & ".join(f"({one})" for one in said)


def _ts_run(run: Run, way: Tier, begins: bool, beside: str) -> str:
    words = run.accented if way.closeness is Closeness.EXACT else run.folded
    weights = WEIGHTS[way.scope]
    said = [f"'{word}':{weights}" if weights else f"'{word}'" for word in words]
    if begins:
        said[-1] = f"'{words[-1]}':*{weights}"
    return "(" + (beside if run.is_phrase else " & ").join(said) + ")"


def _terms(question: Question, way: Tier) -> list[list[tuple[Run, bool]]]:
    """Each term's runs, and whether the run's last word may go on."""
    begins = question.begins and way.closeness is Closeness.BEGINNING
    terms: tuple[Term, ...] = ((question.typed,),) if way.is_phrase else question.terms
    last = question.terms[-1]
    return [[(run, begins and (way.is_phrase or (term is last and run is term[0]))) for run in term] for term in terms]
