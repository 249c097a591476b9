"""Tags: the words under which articles of any category are found together.

A tag is known by its address, its name in plain letters: who types "Chuyen doi so" means "Chuyển
đổi số".
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.articles.tag_names import LONGEST
from newsapp.database import Model


class Tag(Model):
    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST))
    slug: Mapped[str] = mapped_column(String(100), unique=True)


class ArticleTag(Model):
    """The tags of the live text of an article; those of a draft stand in its revision alone."""

    __tablename__ = "article_tag"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    )
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True)


Index("ix_article_tag_tag_id", ArticleTag.tag_id, ArticleTag.article_id)
