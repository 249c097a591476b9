"""The published articles by the day printed on them as "Ngày đăng", by which people look for what they have on paper.

It may be long before the article went live here. Within a day the one that went live last comes first.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Date, bindparam, func, select

from newsapp.articles.models import Article
from newsapp.articles.queries import NOW, Rows, card_rows, listed

FIRST, LAST = bindparam("first", type_=Date()), bindparam("last", type_=Date())


@cache
def cards() -> Rows:
    """The cards from the day :first to the day :last at the moment :now, latest day first; part :offset, :limit."""
    return (
        card_rows()
        .where(listed(NOW), Article.published_on.between(FIRST, LAST))
        .order_by(Article.published_on.desc(), Article.go_live_at.desc(), Article.id.desc())
        .limit(bindparam("limit"))
        .offset(bindparam("offset"))
    )


@cache
def counts() -> Rows:
    """Each day from :first to :last with news at the moment :now, and how many articles it has; earliest first."""
    return (
        select(Article.published_on, func.count())
        .where(listed(NOW), Article.published_on.between(FIRST, LAST))
        .group_by(Article.published_on)
        .order_by(Article.published_on)
    )


@cache
def days_beside() -> Rows:
    """The last day with news before :first, and the first one after :last, at the moment :now."""
    days = select(Article.published_on).where(listed(NOW)).limit(1)
    before = days.where(Article.published_on < FIRST).order_by(Article.published_on.desc())
    after = days.where(Article.published_on > LAST).order_by(Article.published_on)
    return select(before.scalar_subquery(), after.scalar_subquery())
