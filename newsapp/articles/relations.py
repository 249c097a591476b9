"""Articles that have to do with one another: those that share tags."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, select, union_all

from newsapp.articles.models import Article
from newsapp.articles.queries import NOW, Rows, card_rows, listed
from newsapp.articles.tags import ArticleTag, Tag, address

LOOKED_AT = 30
"""Of each tag the latest so many articles are looked at, so that a tag of thousands costs no more than another."""
TAGS = 6
"""The first so many tags of an article count."""


@lru_cache(TAGS)
def _sharing(tags: int, most: int) -> Rows:
    """Cards of those with most of the tags at :tag_0, :tag_1 … but the article :number, at the moment :now."""
    parts = []
    for n in range(tags):
        tag = select(Tag.id).where(Tag.slug == bindparam(f"tag_{n}")).scalar_subquery()
        latest = select(ArticleTag.article_id).where(ArticleTag.tag_id == tag).order_by(ArticleTag.article_id.desc())
        parts.append(select(latest.limit(LOOKED_AT).subquery()))
    every = union_all(*parts).subquery()
    others = every.c.article_id != bindparam("number")
    shared = (
        select(every.c.article_id, func.count().label("tags")).where(others).group_by(every.c.article_id).subquery()
    )
    return (
        card_rows()
        .join(shared, shared.c.article_id == Article.id)
        .where(listed(NOW))
        .order_by(shared.c.tags.desc(), Article.go_live_at.desc(), Article.id.desc())
        .limit(most)
    )


def sharing_tags(number: int, tags: Sequence[str], most: int) -> tuple[Rows, dict[str, Any]]:
    """A statement and its values, but for :now: the cards that share most of `tags`, newest first."""
    slugs = [address(name) for name in tags[:TAGS]]
    return _sharing(len(slugs), most), {"number": number} | {f"tag_{n}": slug for n, slug in enumerate(slugs)}
