"""What is kept of visitors: random session numbers with times, sums by hour, by article and day, totals. No more."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model


class VisitorSession(Model):
    """A visitor of the last two days."""

    __bind_key__ = "visitors"
    __tablename__ = "visitor_session"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    last_seen: Mapped[int] = mapped_column(BigInteger, index=True)
    """Unix time, seconds, of the last page."""


class HourlyCount(Model):
    """One row for each hour in which somebody came, for ever."""

    __bind_key__ = "visitors"
    __tablename__ = "visitor_hour"

    hour: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Unix time of the start of the hour on the site's own clock, so that midnight falls between two rows."""
    visits: Mapped[int] = mapped_column(BigInteger, default=0)
    pages: Mapped[int] = mapped_column(BigInteger, default=0)


class VisitorTotal(Model):
    """The sums of the hours and of what was set at the start; one row, which is also the ledger's lock."""

    __bind_key__ = "visitors"
    __tablename__ = "visitor_total"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    visits: Mapped[int] = mapped_column(BigInteger, default=0)
    pages: Mapped[int] = mapped_column(BigInteger, default=0)


class ArticleViews(Model):
    """How often each article was read on each day. Not by whom: no row names both a visitor and an article."""

    __bind_key__ = "visitors"
    __tablename__ = "article_views"

    day: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Unix time of midnight on the site's own clock."""
    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    views: Mapped[int] = mapped_column(BigInteger, default=0)


Index("ix_article_views_article_id", ArticleViews.article_id, ArticleViews.views)
