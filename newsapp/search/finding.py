"""Looking in the index: how many there are, and some of them in order.

On both databases the rows stand in the order of their days, so that a list by date, and a span of days, cost no more
where a hundred thousand articles match than where a hundred do. Relevance is worked out tier by tier, until the page
is full; within a tier the days decide, or where the matches are few, how often the words stand there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, literal_column, not_, or_, select, table

from newsapp.database import db
from newsapp.search import index, ranking
from newsapp.search.models import SearchEntry
from newsapp.search.question import Question
from newsapp.search.ranking import Closeness, Scope, Tier

FEW = 200
"""Matches that are all looked at to put them in order, and weighed by how often the words stand in each."""

_WORDS = table("search_words", column("rowid"))
_MATCHES: ColumnElement[Any] = literal_column("search_words")
_EXACT: ColumnElement[Any] = literal_column("search_entry.exact_words")
_FOLD: ColumnElement[Any] = literal_column("search_entry.fold_words")
_LONG_TEXT = " " + SearchEntry.body_fold + " " + SearchEntry.files_fold + " "
PLACES = 2**14
"""Words of a text whose places PostgreSQL knows: for what stands after them, the text itself is asked."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """hidden: the numbers of the articles that readers do not see now. within: those of the wanted categories."""

    hidden: Select[int]
    within: Select[int] | None = None
    first: date | None = None
    last: date | None = None
    by_date: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """total: all that match. numbers: of the articles on this page, in order."""

    total: int
    numbers: list[int]


def find(question: Question, wanted: Wanted, offset: int, limit: int) -> Found:
    """What answers the question, from `offset` on. One that asks nothing finds nothing.

    The last word is the beginning of one only where few texts have it whole: "nghị" is not to find every "nghiệp".
    """
    if not question.terms:
        return Found(0, [])
    kind = _Sqlite if db.engine.dialect.name == "sqlite" else _Postgresql
    looking = kind(question, wanted)
    if question.begins and (whole := kind(replace(question, begins=False), wanted)).is_found_often():
        looking = whole
    if (few := looking.few()) is not None:
        total, rows = len(few), few[offset : offset + limit]
    else:
        total = looking.total()
        if offset >= total or not limit:
            return Found(total, [])
        rows = looking.newest(offset, limit) if wanted.by_date else looking.best(offset, limit)
    order = {row: place for place, row in enumerate(rows)}
    known = db.session.execute(select(SearchEntry.id, SearchEntry.article_id).where(SearchEntry.id.in_(rows)))
    numbers = [number for _row, number in sorted(known, key=lambda one: order[one[0]])]
    return Found(total, [number for number in numbers if number is not None])


def count(question: Question, wanted: Wanted) -> int:
    return find(question, wanted, 2**62, 0).total


class _Looking(ABC):
    """The same steps on either database; which conditions they are made of differs."""

    row: Any

    def __init__(self, question: Question, wanted: Wanted) -> None:
        self._question, self._wanted = question, wanted
        self._tiers = ranking.tiers(question)
        low, high = index.days(wanted.first, wanted.last)
        hidden = select(SearchEntry.id).where(SearchEntry.article_id.in_(wanted.hidden))
        self._conditions: list[ColumnElement[bool]] = [self._probed.not_in(hidden)]
        if wanted.first or wanted.last:
            self._conditions.append(self.row.between(low, high))
        if wanted.within is not None:
            within = select(SearchEntry.id).where(SearchEntry.article_id.in_(wanted.within))
            self._conditions.append(self._probed.in_(within))

    @property
    def _probed(self) -> Any:
        return self.row

    def total(self) -> int:
        return self._count(self._all(self._tiers[-1]))

    def newest(self, offset: int, limit: int) -> list[int]:
        rows = self._rows(self._all(self._tiers[-1])).order_by(self.row.desc())
        return list(db.session.scalars(rows.offset(offset).limit(limit)))

    def is_found_often(self) -> bool:
        return len(self._first_ones()) > FEW

    def _first_ones(self) -> Sequence[int]:
        return db.session.scalars(self._rows(self._all(self._tiers[-1])).limit(FEW + 1)).all()

    def few(self) -> list[int] | None:
        """All that is found, in order; None where that is more than a few."""
        rows = self._first_ones()
        if len(rows) > FEW:
            return None
        if self._wanted.by_date:
            return sorted(rows, reverse=True)
        texts = db.session.execute(select(SearchEntry.__table__).where(SearchEntry.id.in_(rows)))
        places = {row.id: self._standing(dict(row._mapping)) for row in texts}
        return sorted(places, key=lambda row: (*places[row], -row))

    def _standing(self, texts: dict[str, Any]) -> tuple[int, float]:
        return ranking.place(self._question, texts), -ranking.weight(self._question, texts)

    def best(self, offset: int, limit: int) -> list[int]:
        """Where many are found: tier by tier, in each the newest first."""
        found: list[int] = []
        for way in self._tiers:
            rows = self._rows(self._only(way)).order_by(self.row.desc())
            part = db.session.scalars(rows.offset(offset).limit(limit - len(found))).all()
            found += part
            if len(found) == limit:
                break
            offset = 0 if part else max(0, offset - self._count(self._only(way))) if offset else 0
        return found

    def _count(self, condition: ColumnElement[bool]) -> int:
        return db.session.scalar(self._rows(condition).with_only_columns(func.count())) or 0

    @abstractmethod
    def _rows(self, condition: ColumnElement[bool]) -> Select[int]: ...

    @abstractmethod
    def _all(self, way: Tier) -> ColumnElement[bool]: ...

    @abstractmethod
    def _only(self, way: Tier) -> ColumnElement[bool]: ...


class _Sqlite(_Looking):
    row: Any = _WORDS.c.rowid

    @property
    def _probed(self) -> Any:
        # The plus keeps SQLite from looking each of the given rows up, where it goes through the matches anyway.
        return literal_column("+search_words.rowid")

    def _rows(self, condition: ColumnElement[bool]) -> Select[int]:
        return select(self.row).select_from(_WORDS).where(condition, *self._conditions)

    def _all(self, way: Tier) -> ColumnElement[bool]:
        return _MATCHES.op("MATCH")(ranking.fts5(self._question, way))

    def _only(self, way: Tier) -> ColumnElement[bool]:
        said = ranking.fts5(self._question, way)
        others = ranking.better(way, self._tiers)
        return _MATCHES.op("MATCH")(" NOT ".join([said, *(ranking.fts5(self._question, other) for other in others)]))


class _Postgresql(_Looking):
    row: Any = SearchEntry.__table__.c.id

    def _rows(self, condition: ColumnElement[bool]) -> Select[int]:
        return select(self.row).select_from(SearchEntry).where(condition, *self._conditions)

    def _all(self, way: Tier) -> ColumnElement[bool]:
        words = _EXACT if way.closeness is Closeness.EXACT else _FOLD
        stated = words.op("@@")(func.to_tsquery("simple", ranking.tsquery(self._question, way)))
        if not (self._question.has_quotes and (way.closeness, way.scope) == (Closeness.WITHOUT_ACCENTS, Scope.ALL)):
            return stated
        apart = words.op("@@")(func.to_tsquery("simple", ranking.tsquery(self._question, way, apart=True)))
        return or_(stated, and_(apart, func.length(_LONG_TEXT) > PLACES, *map(_LONG_TEXT.contains, self._quoted())))

    def _quoted(self) -> list[str]:
        runs = [term[0] for term in self._question.terms if term[0].is_phrase]
        return [f" {' '.join(run.folded)} " for run in runs]

    def _only(self, way: Tier) -> ColumnElement[bool]:
        others = ranking.better(way, self._tiers)
        return and_(self._all(way), not_(or_(*map(self._all, others)))) if others else self._all(way)
