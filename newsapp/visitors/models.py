"""All that is stored of visitors: random session numbers with times, sums by hour and by article
and day, totals.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model


class VisitorSession(Model):
    """A visitor's session of the last two days."""

    __bind_key__ = "visitors"
    __tablename__ = "visitor_session"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    last_seen: Mapped[int] = mapped_column(BigInteger, index=True)
    """Unix time, seconds, of the last page."""


class HourlyCount(Model):
    """The sums of one hour with visitors. These rows are never deleted."""

    __bind_key__ = "visitors"
    __tablename__ = "visitor_hour"

    hour: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Unix time at which the hour begins in the site's time zone: no row spans midnight."""
    visits: Mapped[int] = mapped_column(BigInteger, default=0)
    pages: Mapped[int] = mapped_column(BigInteger, default=0)


class VisitorTotal(Model):
    """The sums of all hours plus the initial total: one row, which is also the lock for writing."""

    __bind_key__ = "visitors"
    __tablename__ = "visitor_total"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    visits: Mapped[int] = mapped_column(BigInteger, default=0)
    pages: Mapped[int] = mapped_column(BigInteger, default=0)


class ArticleViews(Model):
    """How often an article was read on a day. No row contains both a visitor and an article."""

    __bind_key__ = "visitors"
    __tablename__ = "article_views"

    day: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Unix time of midnight in the site's time zone."""
    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    views: Mapped[int] = mapped_column(BigInteger, default=0)


Index("ix_article_views_article_id", ArticleViews.article_id, ArticleViews.views)
