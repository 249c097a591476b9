"""Reading what the sitemap names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, func, select

from newsapp.articles.models import Article, MediaUse
from newsapp.articles.queries import Rows, listed, published
from newsapp.database import db
from newsapp.media.models import Picture
from newsapp.parts.feeds.feed_queries import NEWEST_FIRST
from newsapp.registry import Sitemap

MOST_NEWS = 1000
"""What a news sitemap may name."""


def articles(now: datetime) -> Rows:
    """The published articles and pages, as registry.Sitemap asks."""
    return select(
        Article.id,
        Article.address,
        Article.title,
        Article.go_live_at,
        Article.revised_at.label("changed_at"),
    ).where(published(now))


def pictures(first: int, last: int) -> Mapping[int, list[Picture]]:
    """Article's number -> the pictures that it shows, from one number to another."""
    uses = (
        select(MediaUse.article_id, Picture)
        .join(Picture, Picture.digest == MediaUse.digest)
        .where(MediaUse.article_id.between(first, last))
        .order_by(MediaUse.article_id, Picture.id)
    )
    pictures: dict[int, list[Picture]] = defaultdict(list)
    for number, picture in db.session.execute(uses):
        pictures[number].append(picture)
    return pictures


def chunks(sitemap: Sitemap, now: datetime) -> Select[int, datetime, datetime | None]:
    """(chunk, latest moment of going live, latest change) of each chunk that is not empty."""
    rows = sitemap.rows(now)
    columns = rows.selected_columns
    chunk = (columns.id - 1) // sitemap.chunk_size + 1
    return (
        rows.with_only_columns(
            chunk.label("chunk"),
            func.max(columns.go_live_at),
            func.max(columns.changed_at),
        )
        .group_by("chunk")
        .order_by("chunk")
    )


def between(sitemap: Sitemap, now: datetime, first: int, last: int) -> Rows:
    """The pages from one number to another."""
    rows = sitemap.rows(now)
    number = rows.selected_columns.id
    return rows.where(number.between(first, last)).order_by(number)


def news(now: datetime, since: datetime) -> Rows:
    """The articles that went live since then, newest first."""
    return (
        select(
            Article.id,
            Article.title,
            Article.go_live_at,
            Article.published_on,
            Article.language,
        )
        .where(listed(now), Article.go_live_at >= since)
        .order_by(*NEWEST_FIRST)
        .limit(MOST_NEWS)
    )


def newest_of_categories(now: datetime) -> Select[int | None, datetime | None]:
    """(category's number, when its newest article went live) of each category with articles."""
    return (
        select(Article.category_id, func.max(Article.go_live_at))
        .where(listed(now))
        .group_by(Article.category_id)
    )
