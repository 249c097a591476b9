"""What the sitemap tells: every published article and page, in chunks of their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, Select, func, literal_column, select

from newsapp.articles.models import Article, MediaUse
from newsapp.articles.queries import Rows, listed, published
from newsapp.database import db
from newsapp.media.models import Picture

IN_CHUNK = 2000
"""Numbers in one file of the sitemap, which may name 50,000 addresses and be 50 MB large: small ones stay ready."""
MOST_NEWS = 1000
"""What a news sitemap may name."""

_CHUNK = literal_column(f"(article.id - 1) / {IN_CHUNK} + 1", Integer())


def chunks(now: datetime) -> Select[int, datetime | None, datetime | None]:
    """(chunk, latest moment of going live, latest new text) of each chunk that holds something; from an index alone."""
    latest = func.max(Article.go_live_at), func.max(Article.revised_at)
    return select(_CHUNK, *latest).where(published(now)).group_by(_CHUNK).order_by(_CHUNK)


def in_chunk(now: datetime, chunk: int) -> Rows:
    columns = Article.id, Article.address, Article.title, Article.go_live_at, Article.revised_at
    return select(*columns).where(published(now), _is_in(chunk)).order_by(Article.id)


def pictures(chunk: int) -> Mapping[int, list[Picture]]:
    """Article's number -> the pictures that it shows."""
    shown: dict[int, list[Picture]] = defaultdict(list)
    rows = (
        select(MediaUse.article_id, Picture)
        .join(Picture, Picture.digest == MediaUse.digest)
        .join(Article, Article.id == MediaUse.article_id)
        .where(_is_in(chunk))
        .order_by(MediaUse.article_id, Picture.id)
    )
    for number, picture in db.session.execute(rows):
        shown[number].append(picture)
    return shown


def news(now: datetime, since: datetime) -> Rows:
    """The articles that went live since then, newest first."""
    columns = Article.id, Article.title, Article.go_live_at, Article.published_on, Article.language
    went_live = select(*columns).where(listed(now), Article.go_live_at >= since)
    return went_live.order_by(Article.go_live_at.desc(), Article.id.desc()).limit(MOST_NEWS)


def newest_of_categories(now: datetime) -> Select[int | None, datetime | None]:
    """(category's number, when its newest article went live)."""
    return select(Article.category_id, func.max(Article.go_live_at)).where(listed(now)).group_by(Article.category_id)


def _is_in(chunk: int) -> ColumnElement[bool]:
    return Article.id.between((chunk - 1) * IN_CHUNK + 1, chunk * IN_CHUNK)
