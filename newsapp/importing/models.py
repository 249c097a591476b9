"""What came from where, so that an import that runs again doubles nothing."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime

LONGEST_KEY = 300


class ImportedItem(Model):
    __tablename__ = "imported_item"

    key: Mapped[str] = mapped_column(String(LONGEST_KEY), primary_key=True)
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", ondelete="SET NULL"), index=True
    )
    """None where the article was deleted here since: it does not come again."""
    fingerprint: Mapped[str] = mapped_column(String(32))
    """Of the item and the files found with it, at the last import."""
    article_updated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """The article's own updated_at after the last import. Where they differ, staff changed it."""


def stored_key(key: str) -> str:
    """The key, its end replaced by a digest where it is too long for the column."""
    if len(key) <= LONGEST_KEY:
        return key
    digest = blake2b(key.encode("utf8", "replace"), digest_size=16).hexdigest()
    return f"{key[: LONGEST_KEY - 33]}:{digest}"
