"""The staff's list of articles: which of them are wanted, and in what order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import aliased, defer

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import queries
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.desk.latest import LatestText, saying
from newsapp.search.fold import words

SORTS: dict[str, Any] = {
    "changed": (Article.updated_at.desc(), Article.id.desc()),
    "changed-first": (Article.updated_at, Article.id),
    "published": (Article.go_live_at.desc().nulls_last(), Article.id.desc()),
    "published-first": (Article.go_live_at.asc().nulls_last(), Article.id),
    "title": (LatestText.title_key, Article.id),
    "title-last": (LatestText.title_key.desc(), Article.id.desc()),
}
"""Latest first, unless the name says otherwise; titles from A on."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to, and its order. day: changed or published, which since and until are about.

    only_owner_id: whose articles the person may see at all, where not everybody's.
    """

    state: str = "all"
    asked: str = ""
    category_id: int | None = None
    owner_id: int | None = None
    day: str = "changed"
    since: date | None = None
    until: date | None = None
    sort: str = "changed"
    only_owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    article: Article
    title: str
    category: str | None
    owner: str | None


def matching(wanted: Wanted, now: datetime) -> Select[int, int]:
    """The numbers of the articles that are wanted, in their order, and how many there are, all in one look."""
    order = SORTS[wanted.sort]
    if (
        words(wanted.asked) and wanted.sort == "changed"
    ):  # what has the words in its title is what was meant, most of the time
        in_title = and_(*(LatestText.title.contains(f" {word}", autoescape=True) for word in words(wanted.asked)))
        order = (in_title.desc(), *order)
    return (
        select(Article.id, func.count().over())
        .outerjoin(LatestText, LatestText.article_id == Article.id)
        .where(_is_wanted(wanted, now))
        .order_by(*order)
    )


def page(wanted: Wanted, now: datetime, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Some rows of the list, and how many there are in all, which is 0 also behind the end."""
    found = db.session.execute(matching(wanted, now).offset(offset).limit(limit)).all()
    numbers = [number for number, _total in found]
    return with_numbers(numbers), found[0][1] if found else 0


def with_numbers(numbers: list[int]) -> list[Row]:
    """The rows of these articles, in this order; those that are not there are left out."""
    latest = aliased(Revision)
    rows = (
        select(Article, latest.title, Category.name, User.name)
        .join(latest, and_(latest.article_id == Article.id, latest.number == Article.version))
        .outerjoin(Category, Category.id == latest.category_id)
        .outerjoin(User, User.id == Article.owner_id)
        .where(Article.id.in_(numbers))
        .options(defer(Article.body))
    )
    known = {row[0].id: Row(*row) for row in db.session.execute(rows)}
    return [known[number] for number in numbers if number in known]


def owners() -> Select[int, str]:
    """Number and name of everybody who has an article."""
    return select(User.id, User.name).where(User.id.in_(select(Article.owner_id).distinct())).order_by(User.name)


def _is_wanted(wanted: Wanted, now: datetime) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [
        queries.on_desk(now, wanted.state, wanted.only_owner_id),
        Article.address.is_(None),
    ]
    if words(wanted.asked):
        conditions.append(saying(wanted.asked))
    if wanted.category_id is not None:
        latest = select(Revision.id).where(
            Revision.article_id == Article.id,
            Revision.number == Article.version,
            Revision.category_id == wanted.category_id,
        )
        conditions.append(latest.exists())
    if wanted.owner_id is not None:
        conditions.append(Article.owner_id == wanted.owner_id)
    moment = Article.go_live_at if wanted.day == "published" else Article.updated_at
    if wanted.since:
        conditions.append(moment >= _midnight(wanted.since))
    if wanted.until:
        conditions.append(moment < _midnight(wanted.until + timedelta(days=1)))
    return and_(true(), *conditions)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.zone())
