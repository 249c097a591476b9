"""Reading complete articles for feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from newsapp import clock
from newsapp.articles.models import Article
from newsapp.articles.queries import listed
from newsapp.database import db
from newsapp.media.models import Attachment

NEWEST_FIRST = Article.go_live_at.desc(), Article.id.desc()


def articles(
    now: datetime, condition: ColumnElement[bool], offset: int, limit: int
) -> list[Article]:
    """The published articles that meet the condition, newest first."""
    # The page is found by an index alone; only its own articles are read with their texts.
    numbers = select(Article.id).where(listed(now), condition).order_by(*NEWEST_FIRST)
    page = numbers.offset(offset).limit(limit).subquery()
    rows: Select[Article] = (
        select(Article)
        .join(page, page.c.id == Article.id)
        .options(joinedload(Article.category), joinedload(Article.cover))
        .order_by(*NEWEST_FIRST)
    )
    return list(db.session.scalars(rows))


def attachments(articles: Iterable[Article]) -> Mapping[int, Attachment]:
    """Number -> file, of all files that the articles attach."""
    numbers = {link["id"] for article in articles for link in article.attachments}
    if not numbers:
        return {}
    files = db.session.scalars(select(Attachment).where(Attachment.id.in_(numbers)))
    return {file.id: file for file in files}


def published_at(article: Any) -> datetime:
    """When an article, or a row of it, was published, on the site's clock.

    This is the moment when it went live, if that was on the printed day, or else the start of the
    printed day.
    """
    live: datetime = article.go_live_at.astimezone(clock.zone())
    if article.published_on in (None, live.date()):
        return live
    return clock.start_of_day(article.published_on)


def modified_at(go_live_at: datetime, changed_at: datetime | None) -> datetime:
    """When readers last got a new text, on the site's clock.

    A text that was ready before it went live counts from then.
    """
    return max(go_live_at, changed_at or go_live_at).astimezone(clock.zone())
