"""Whole articles, as feeds hand them on to other sites and programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, tzinfo

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import joinedload

from newsapp.articles.models import Article
from newsapp.articles.queries import listed
from newsapp.articles.tags import ArticleTag
from newsapp.database import db
from newsapp.media.models import Attachment


def numbers(now: datetime, narrowed: ColumnElement[bool] | None = None) -> Select[int]:
    """The numbers of the published articles, newest first: paging through these reads no text."""
    return (
        select(Article.id)
        .where(listed(now), true() if narrowed is None else narrowed)
        .order_by(Article.go_live_at.desc(), Article.id.desc())
    )


def has_tag(tag_id: int) -> ColumnElement[bool]:
    """A narrowing for `numbers`."""
    return Article.id.in_(select(ArticleTag.article_id).where(ArticleTag.tag_id == tag_id))


def whole(chosen: Select[int]) -> Select[Article]:
    """The articles with the chosen numbers, newest first."""
    those = chosen.subquery()
    return (
        select(Article)
        .join(those, those.c.id == Article.id)
        .options(joinedload(Article.category), joinedload(Article.cover))
        .order_by(Article.go_live_at.desc(), Article.id.desc())
    )


def attached(articles: Iterable[Article]) -> Mapping[int, Attachment]:
    """Number -> file, of every file that these articles attach."""
    wanted = {link["id"] for article in articles for link in article.attachments}
    if not wanted:
        return {}
    return {row.id: row for row in db.session.scalars(select(Attachment).where(Attachment.id.in_(wanted)))}


def published_at(printed: date | None, go_live_at: datetime, zone: tzinfo) -> datetime:
    """The moment of publishing, in `zone`: when it went live, if that was on the printed day; else that day's start."""
    live = go_live_at.astimezone(zone)
    return live if printed in (None, live.date()) else datetime.combine(printed, time(), zone)


def modified_at(go_live_at: datetime, revised_at: datetime | None, zone: tzinfo) -> datetime:
    """When what readers see last changed, in `zone`: a text that was ready before it went live changed then."""
    return max(go_live_at, revised_at or go_live_at).astimezone(zone)
