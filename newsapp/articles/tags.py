"""Tags: the words under which articles of any category are found together.

A tag is known by its address, its name in plain letters: who types "Chuyen doi so" means "Chuyển đổi số".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.characters import clean_name
from newsapp.database import Model
from newsapp.slugs import slug

LONGEST = 60
"""Characters of a tag's name."""
MOST = 20
"""Tags of one article."""
_SEPARATORS = re.compile(r"[,;\n\uff0c\u3001]")


class Tag(Model):
    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST))
    slug: Mapped[str] = mapped_column(String(100), unique=True)


class ArticleTag(Model):
    """The tags of the live text of an article; those of a draft stand in its revision alone."""

    __tablename__ = "article_tag"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True)


Index("ix_article_tag_tag_id", ArticleTag.tag_id, ArticleTag.article_id)


def names_in(text: str) -> list[str]:
    """The names in a text with commas between them, cleaned, each once."""
    return once_each(clean_name(part).strip("# ") for part in _SEPARATORS.split(text))


def once_each(names: Iterable[str]) -> list[str]:
    """The names without those that mean the same tag as one before."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(address(name), name)
    return list(found.values())


def address(name: str) -> str:
    """The readable part of a tag's address; for a name without letters or digits, a mark that is its own."""
    return slug(name, fallback="") or f"t-{blake2b(name.casefold().encode(), digest_size=5).hexdigest()}"
