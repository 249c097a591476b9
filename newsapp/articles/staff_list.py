"""The staff's list of articles: its filters and its order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import defer

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import queries
from newsapp.articles.content import titled
from newsapp.articles.models import Article, Revision
from newsapp.articles.staff_search_index import LatestText, matches
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.text_folding import words

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
class ArticleFilter:
    """The filters and the order.

    day: "changed" or "published", for `since` and `until`. only_owner_id: whose articles the
    person may see; None for all.
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


def matching(chosen: ArticleFilter, now: datetime) -> Select[int, int]:
    """(number, total count) of the filtered articles in order.

    Without a chosen order, articles with the words in their title come first.
    """
    order = SORTS[chosen.sort]
    if words(chosen.asked) and chosen.sort == "changed":
        title = LatestText.title
        in_title = [title.contains(f" {word}", autoescape=True) for word in words(chosen.asked)]
        order = (and_(*in_title).desc(), *order)
    return (
        select(Article.id, func.count().over())
        .outerjoin(LatestText, LatestText.article_id == Article.id)
        .where(_is_chosen(chosen, now))
        .order_by(*order)
    )


def page(chosen: ArticleFilter, now: datetime, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Rows of one page, and the total count, which is 0 after the last page."""
    matched = db.session.execute(matching(chosen, now).offset(offset).limit(limit)).all()
    total = matched[0][1] if matched else 0
    return with_numbers([number for number, _total in matched]), total


def with_numbers(numbers: list[int]) -> list[Row]:
    """The rows of these articles, in this order; missing ones are left out."""
    is_latest = and_(Revision.article_id == Article.id, Revision.number == Article.version)
    rows = (
        select(Article, Revision.title, Category.name, User.name)
        .join(Revision, is_latest)
        .outerjoin(Category, Category.id == Revision.category_id)
        .outerjoin(User, User.id == Article.owner_id)
        .where(Article.id.in_(numbers))
        .options(defer(Article.body))
    )
    by_number = {}
    for article, title, category, owner in db.session.execute(rows):
        by_number[article.id] = Row(article, titled(title), category, owner)
    return [by_number[number] for number in numbers if number in by_number]


def owners() -> Select[int, str]:
    """Number and name of everybody who owns an article."""
    has_articles = User.id.in_(select(Article.owner_id).distinct())
    return select(User.id, User.name).where(has_articles).order_by(User.name)


def _is_chosen(chosen: ArticleFilter, now: datetime) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [
        queries.in_state(now, chosen.state, chosen.only_owner_id),
        Article.address.is_(None),
    ]
    if words(chosen.asked):
        conditions.append(matches(chosen.asked))
    if chosen.category_id is not None:
        latest = select(Revision.id).where(
            Revision.article_id == Article.id,
            Revision.number == Article.version,
            Revision.category_id == chosen.category_id,
        )
        conditions.append(latest.exists())
    if chosen.owner_id is not None:
        conditions.append(Article.owner_id == chosen.owner_id)
    moment = Article.go_live_at if chosen.day == "published" else Article.updated_at
    if chosen.since:
        conditions.append(moment >= clock.start_of_day(chosen.since))
    if chosen.until:
        conditions.append(moment < clock.start_of_day(chosen.until + timedelta(days=1)))
    return and_(true(), *conditions)
