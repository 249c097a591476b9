"""Articles that have to do with one another: those that share tags."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, func, select, union_all

from newsapp.articles.models import Article
from newsapp.articles.queries import NOW, Rows, card_rows, listed
from newsapp.articles.tag_names import address
from newsapp.parts.tags.models import ArticleTag, Tag

LATEST = 30
"""Of each tag the latest so many articles are looked at, so that a tag of thousands costs no more
than another.
"""
TAGS = 6
"""The first so many tags of an article count."""


def sharing_tags(number: int, names: Sequence[str], most: int) -> tuple[Rows, dict[str, Any]]:
    """A statement and its values, but for :now: the cards that share most of the tags with these
    names, newest first, without the article `number`.
    """
    values: dict[str, Any] = {"number": number}
    for place, name in enumerate(names[:TAGS]):
        values[f"tag_{place}"] = address(name)
    return _sharing(len(values) - 1, most), values


@lru_cache(TAGS)
def _sharing(tags: int, most: int) -> Rows:
    """The tags stand at :tag_0, :tag_1 and so on."""
    latest = _latest_with_tags(tags).subquery()
    shared = (
        select(latest.c.article_id, func.count().label("tags"))
        .where(latest.c.article_id != bindparam("number"))
        .group_by(latest.c.article_id)
        .subquery()
    )
    return (
        card_rows()
        .join(shared, shared.c.article_id == Article.id)
        .where(listed(NOW))
        .order_by(shared.c.tags.desc(), Article.go_live_at.desc(), Article.id.desc())
        .limit(most)
    )


def _latest_with_tags(tags: int) -> CompoundSelect[int]:
    """The numbers of the latest articles of each tag: one as often as it has some of the tags."""
    numbers = []
    for place in range(tags):
        tag = select(Tag.id).where(Tag.slug == bindparam(f"tag_{place}")).scalar_subquery()
        latest = select(ArticleTag.article_id).where(ArticleTag.tag_id == tag)
        latest = latest.order_by(ArticleTag.article_id.desc()).limit(LATEST)
        numbers.append(select(latest.subquery()))
    return union_all(*numbers)
