"""Reading articles by the day printed on them as "Ngày đăng".

People look for what they have on paper by this day, which may be long before the article went live.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Date, bindparam, func, select

from newsapp.articles.models import Article
from newsapp.articles.queries import NOW, Rows, card_rows, listed

FIRST = bindparam("first", type_=Date())
LAST = bindparam("last", type_=Date())
IN_SPAN = Article.published_on.between(FIRST, LAST)


@cache
def cards() -> Rows:
    """The cards from :first to :last at the moment :now, latest day first, by :offset and :limit.

    Within a day, the article that went live last comes first.
    """
    return (
        card_rows()
        .where(listed(NOW), IN_SPAN)
        .order_by(
            Article.published_on.desc(),
            Article.go_live_at.desc(),
            Article.id.desc(),
        )
        .limit(bindparam("limit"))
        .offset(bindparam("offset"))
    )


@cache
def counts() -> Rows:
    """(day, number of its articles) of the days with news from :first to :last, earliest first."""
    return (
        select(Article.published_on, func.count())
        .where(listed(NOW), IN_SPAN)
        .group_by(Article.published_on)
        .order_by(Article.published_on)
    )


@cache
def days_beside() -> Rows:
    """The last day with news `before` :first and the first one `after` :last, at :now."""
    days = select(Article.published_on).where(listed(NOW)).limit(1)
    before = days.where(Article.published_on < FIRST).order_by(Article.published_on.desc())
    after = days.where(Article.published_on > LAST).order_by(Article.published_on)
    return select(
        before.scalar_subquery().label("before"),
        after.scalar_subquery().label("after"),
    )
