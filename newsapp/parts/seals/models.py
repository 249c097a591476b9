from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model


class Seal(Model):
    """The seal of an article's or a page's live text. See sealing.py."""

    __tablename__ = "seal"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str] = mapped_column(String(64))
    """HMAC-SHA-256 in hexadecimal."""
