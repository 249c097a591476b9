"""Whole articles, as feeds hand them on to other sites and programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, tzinfo

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import joinedload

from newsapp.articles.models import Article, Revision
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


def whole(chosen: Select[int]) -> Select[Article, datetime]:
    """(article, when the text that readers see was saved) of the chosen numbers, newest first."""
    those = chosen.subquery()
    return (
        select(Article, Revision.created_at)
        .join(those, those.c.id == Article.id)
        .join(Revision, and_(Revision.article_id == Article.id, Revision.number == Article.live_version))
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


def modified_at(published: datetime, go_live_at: datetime, saved_at: datetime) -> datetime:
    """When what readers see last changed, in the zone of `published`: never before it was there to be seen."""
    return max(published, go_live_at.astimezone(published.tzinfo), saved_at.astimezone(published.tzinfo))
