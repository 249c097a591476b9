"""Reading tags and the articles that have them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, func, select

from newsapp import redirects
from newsapp.articles.models import Article
from newsapp.articles.queries import Rows, cards, listed
from newsapp.database import db
from newsapp.parts.tags.models import ArticleTag, Tag
from newsapp.publishing import Moment


def cards_with_tag(now: Moment, tag_id: int) -> Rows:
    """The published articles that have the tag, newest first."""
    having = cards(now).join(ArticleTag, ArticleTag.article_id == Article.id)
    return having.where(ArticleTag.tag_id == tag_id)


def has_tag(tag_id: int) -> ColumnElement[bool]:
    return Article.id.in_(select(ArticleTag.article_id).where(ArticleTag.tag_id == tag_id))


def count_with_tag(now: Moment, tag_id: int) -> Select[int]:
    having = select(func.count(Article.id)).join(ArticleTag, ArticleTag.article_id == Article.id)
    return having.where(ArticleTag.tag_id == tag_id, listed(now))


def count_tagged(tag_id: int) -> Select[int]:
    """How many articles have the tag in their live text, whether readers see them now or not."""
    return select(func.count()).where(ArticleTag.tag_id == tag_id)


def tag_at(address: str) -> Select[Tag]:
    return select(Tag).where(Tag.slug == address)


def tag_once_at(address: str) -> Select[Tag]:
    """The tag that stood at `address` before it was renamed or merged."""
    return redirects.moved_from(Tag, redirects.TAG, address)


def is_there(values: Mapping[str, str]) -> bool:
    """Whether the address of a tag with these values leads somewhere."""
    return db.session.scalar(tag_at(values["slug"])) is not None


def tags_with_counts() -> Select[Tag, int]:
    """Every tag with the number of articles whose live text has it, most first."""
    count = func.count(ArticleTag.article_id)
    joined = select(Tag, count).outerjoin(ArticleTag, ArticleTag.tag_id == Tag.id)
    return joined.group_by(Tag.id).order_by(count.desc(), Tag.name)


def most_used(limit: int) -> list[Tag]:
    """The tags that most articles have."""
    return list(db.session.scalars(tags_with_counts().limit(limit)))
