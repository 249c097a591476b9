"""What the newsroom put out in a period: by person, category and kind, with how often it was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, case, select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.clock import local_date, zone
from newsapp.database import db
from newsapp.documents.models import Document
from newsapp.oversight.periods import Period
from newsapp.visitors.book import Book


class Kind(StrEnum):
    NEWS = "news"
    PAGE = "page"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that was published. person, category: "" where there is none.

    views: within the period; None where they are not counted.
    """

    kind: Kind
    number: int
    title: str
    person: str
    category: str
    published_at: datetime
    views: int | None

    @property
    def day(self) -> date:
        return local_date(self.published_at)


@dataclass(frozen=True, slots=True)
class Sum:
    """Pieces taken together. label: what they have in common. views: None where none of them is counted."""

    label: str
    pieces: int
    views: int | None


def pieces(period: Period, now: datetime, book: Book) -> list[Piece]:
    """All that was first published in the period, earliest first, whatever became of it but for the trash."""
    since, until = period.moments(zone())
    views = book.views(int(since.timestamp()), int(until.timestamp()))
    articles = db.session.execute(_articles(since, until, now))
    documents = db.session.execute(_documents(since, until, now))
    found = [
        Piece(Kind(kind), number, title, person or "", category or "", at, views.get(number, 0))
        for number, kind, title, person, category, at in articles
    ] + [
        Piece(Kind.DOCUMENT, number, f"{name}: {abstract}", person or "", "", at, None)
        for number, name, abstract, person, at in documents
    ]
    return sorted(found, key=lambda piece: (piece.published_at, piece.kind, piece.number))


def _articles(since: datetime, until: datetime, now: datetime) -> Select[*tuple[Any, ...]]:
    kind = case((Article.address.is_(None), Kind.NEWS.value), else_=Kind.PAGE.value)
    return (
        select(Article.id, kind, Article.title, User.name, Category.name, Article.first_published_at)
        .outerjoin(User, User.id == Article.owner_id)
        .outerjoin(Category, Category.id == Article.category_id)
        .where(
            Article.first_published_at >= since,
            Article.first_published_at < until,
            Article.first_published_at <= now,
            Article.live_version.is_not(None),
            Article.trashed_at.is_(None),
        )
    )


def _documents(since: datetime, until: datetime, now: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(Document.id, Document.number, Document.abstract, User.name, Document.first_published_at)
        .outerjoin(User, User.id == Document.owner_id)
        .where(
            Document.first_published_at >= since,
            Document.first_published_at < until,
            Document.first_published_at <= now,
            Document.trashed_at.is_(None),
        )
    )


def sums(found: Sequence[Piece], label: Callable[[Piece], str]) -> list[Sum]:
    """The pieces of each label together, most pieces first, then most read."""
    together: dict[str, list[Piece]] = {}
    for piece in found:
        together.setdefault(label(piece), []).append(piece)
    made = [_sum(name, some) for name, some in together.items()]
    return sorted(made, key=lambda one: (-one.pieces, -(one.views or 0), one.label))


def over_time(found: Sequence[Piece], period: Period, label: Callable[[Period], str]) -> list[Sum]:
    """The pieces of each part of the period, in their order; also of those without any."""
    parts = period.parts()
    together: list[list[Piece]] = [[] for _part in parts]
    place = 0
    for piece in found:  # earliest first, as pieces() gives them
        while parts[place].last < piece.day:
            place += 1
        together[place].append(piece)
    return [_sum(label(part), some) for part, some in zip(parts, together, strict=True)]


def _sum(label: str, some: Sequence[Piece]) -> Sum:
    counted = [piece.views for piece in some if piece.views is not None]
    return Sum(label, len(some), sum(counted) if counted or not some else None)
