"""Looking in the index: how many articles match, and some of them in order.

On both databases the rows stand in the order of their days, so that a list by date, and a span of
days, cost no more where a hundred thousand articles match than where a hundred do. Relevance is
worked out tier by tier, until the page is full. Within a tier the newest come first or, where the
matches are few, those in which the words stand most often.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    column,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
)

from newsapp.database import db
from newsapp.parts.search import index, ranking
from newsapp.parts.search.models import SearchEntry
from newsapp.parts.search.question import Question
from newsapp.parts.search.ranking import Closeness, Scope, Tier

FEW = 200
"""Matches up to which each is looked at, to put them in order."""
PLACES = 2**14
"""Words of a text whose places PostgreSQL knows; after these, the text itself is asked."""

_WORDS = table("search_words", column("rowid"))
_MATCHES: ColumnElement[Any] = literal_column("search_words")
_EXACT: ColumnElement[Any] = literal_column("search_entry.exact_words")
_FOLD: ColumnElement[Any] = literal_column("search_entry.fold_words")
_LONG_TEXT = " " + SearchEntry.body_fold + " " + SearchEntry.files_fold + " "


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """hidden: the ids of the articles that readers do not see now. within: ids of those wanted."""

    hidden: Select[int]
    within: Select[int] | None = None
    first: date | None = None
    last: date | None = None
    by_date: bool = False


@dataclass(frozen=True, slots=True)
class SearchResults:
    """total: all that match. article_ids: those on this page, in order."""

    total: int
    article_ids: list[int]


def find(question: Question, narrowed: SearchFilter, offset: int, limit: int) -> SearchResults:
    """Return what answers the question, from `offset` on. Without terms nothing does."""
    if not question.terms:
        return SearchResults(0, [])
    search = _search(question, narrowed)
    rows = search.few()
    if rows is not None:
        total, rows = len(rows), rows[offset : offset + limit]
    else:
        total = search.total()
        is_empty = offset >= total or not limit
        rows = [] if is_empty else search.page(offset, limit)
    return SearchResults(total, [index.article_id(row) for row in rows])


def count(question: Question, narrowed: SearchFilter) -> int:
    return find(question, narrowed, 0, 0).total


def _search(question: Question, narrowed: SearchFilter) -> _Search:
    """The last word is the beginning of one only where few texts have it whole.

    Otherwise "nghị" would find every "nghiệp".
    """
    search = _Sqlite if db.engine.dialect.name == "sqlite" else _Postgresql
    if question.begins:
        whole = search(replace(question, begins=False), narrowed)
        if len(whole.first_rows()) > FEW:
            return whole
    return search(question, narrowed)


class _Search(ABC):
    """The steps of a search, the same on either database; rows are ids of search_entry."""

    row: Any
    probed: Any
    """The row where it is compared with a list of rows."""

    def __init__(self, question: Question, narrowed: SearchFilter) -> None:
        self._question, self._narrowed = question, narrowed
        self._tiers = ranking.tiers(question)
        entries = select(SearchEntry.id)
        hidden = entries.where(SearchEntry.article_id.in_(narrowed.hidden))
        self._conditions: list[ColumnElement[bool]] = [self.probed.not_in(hidden)]
        if narrowed.first or narrowed.last:
            days = index.rows_of_days(narrowed.first, narrowed.last)
            self._conditions.append(self.row.between(*days))
        if narrowed.within is not None:
            within = entries.where(SearchEntry.article_id.in_(narrowed.within))
            self._conditions.append(self.probed.in_(within))

    def total(self) -> int:
        return self._count(self._all(self._tiers[-1]))

    def first_rows(self) -> Sequence[int]:
        """Return one more than a few of the matches, in no order."""
        return db.session.scalars(self._rows(self._all(self._tiers[-1])).limit(FEW + 1)).all()

    def few(self) -> list[int] | None:
        """Return all matches in order, or None where they are more than a few."""
        rows = self.first_rows()
        if len(rows) > FEW:
            return None
        if self._narrowed.by_date:
            return sorted(rows, reverse=True)
        entries = select(SearchEntry.__table__).where(SearchEntry.id.in_(rows))
        texts = {row["id"]: dict(row) for row in db.session.execute(entries).mappings()}

        def order(row: int) -> tuple[int, float, int]:
            place = ranking.place(self._question, texts[row])
            return place, -ranking.weight(self._question, texts[row]), -row

        return sorted(texts, key=order)

    def page(self, offset: int, limit: int) -> list[int]:
        """Return some of many matches: by date, or tier by tier with the newest first in each."""
        if self._narrowed.by_date:
            return self._newest(self._all(self._tiers[-1]), offset, limit)
        rows: list[int] = []
        for tier in self._tiers:
            condition = self._only(tier)
            in_tier = self._newest(condition, offset, limit - len(rows))
            rows += in_tier
            if len(rows) == limit:
                break
            if in_tier:
                offset = 0
            elif offset:
                offset = max(0, offset - self._count(condition))
        return rows

    def _newest(self, condition: ColumnElement[bool], offset: int, limit: int) -> list[int]:
        rows = self._rows(condition).order_by(self.row.desc())
        return list(db.session.scalars(rows.offset(offset).limit(limit)))

    def _count(self, condition: ColumnElement[bool]) -> int:
        return db.session.scalar(self._rows(condition).with_only_columns(func.count())) or 0

    @abstractmethod
    def _rows(self, condition: ColumnElement[bool]) -> Select[int]: ...

    @abstractmethod
    def _all(self, tier: Tier) -> ColumnElement[bool]:
        """What matches in the tier."""

    @abstractmethod
    def _only(self, tier: Tier) -> ColumnElement[bool]:
        """What matches in the tier, and in no better one."""


class _Sqlite(_Search):
    row: Any = _WORDS.c.rowid
    # The plus keeps SQLite from looking each of the given rows up, where it goes through the
    # matches anyway.
    probed: Any = literal_column("+search_words.rowid")

    def _rows(self, condition: ColumnElement[bool]) -> Select[int]:
        return select(self.row).select_from(_WORDS).where(condition, *self._conditions)

    def _all(self, tier: Tier) -> ColumnElement[bool]:
        return _MATCHES.op("MATCH")(ranking.fts5(self._question, tier))

    def _only(self, tier: Tier) -> ColumnElement[bool]:
        tiers = [tier, *ranking.better(tier, self._tiers)]
        words = " NOT ".join(ranking.fts5(self._question, way) for way in tiers)
        return _MATCHES.op("MATCH")(words)


class _Postgresql(_Search):
    row: Any = SearchEntry.__table__.c.id
    probed: Any = row

    def _rows(self, condition: ColumnElement[bool]) -> Select[int]:
        return select(self.row).select_from(SearchEntry).where(condition, *self._conditions)

    def _all(self, tier: Tier) -> ColumnElement[bool]:
        is_widest = tier[:2] == (Closeness.WITHOUT_ACCENTS, Scope.ALL)
        if not (self._question.has_quotes and is_widest):
            return self._says(tier)
        quoted = [term[0].folded for term in self._question.terms if term[0].is_phrase]
        has_quotes = [_LONG_TEXT.contains(f" {' '.join(words)} ") for words in quoted]
        is_long = func.length(_LONG_TEXT) > PLACES
        return or_(self._says(tier), and_(self._says(tier, apart=True), is_long, *has_quotes))

    def _says(self, tier: Tier, *, apart: bool = False) -> ColumnElement[bool]:
        words = _EXACT if tier.closeness is Closeness.EXACT else _FOLD
        query = ranking.tsquery(self._question, tier, apart=apart)
        return words.op("@@")(func.to_tsquery("simple", query))

    def _only(self, tier: Tier) -> ColumnElement[bool]:
        others = [self._all(way) for way in ranking.better(tier, self._tiers)]
        return and_(self._all(tier), not_(or_(*others))) if others else self._all(tier)
