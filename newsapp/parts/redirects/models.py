"""A former address, and what it leads to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime

ARTICLE, PAGE, CATEGORY, PATH = "article", "page", "category", "path"
LONGEST = 1000
"""Bytes of an address. PostgreSQL indexes values of up to 2,700."""


class Redirect(Model):
    """It names the thing by its number, so that it follows whatever the thing is renamed to.

    A number stays when its thing is deleted: the address of a deleted article answers 410.
    """

    __tablename__ = "redirect"
    __table_args__ = (
        CheckConstraint("kind IN ('article', 'page', 'category', 'path')", name="kind"),
        CheckConstraint("(kind = 'path') = (number IS NULL)", name="number"),
        CheckConstraint("(kind = 'path') = (path <> '')", name="path"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(LONGEST), unique=True)
    """The path with its query, as addresses.of_bytes writes it."""
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[int | None]
    path: Mapped[str] = mapped_column(String(LONGEST), default="")
    """A path of this site, where `kind` is PATH."""
    hits: Mapped[int] = mapped_column(default=0)
    """How often it was asked for; written a few seconds later."""
    last_hit_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
