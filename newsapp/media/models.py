"""Pictures and attached files, each stored once under a name made of its content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime


class Picture(Model):
    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(32), unique=True)
    """blake2b of the file as it came, in hexadecimal."""
    width: Mapped[int]
    height: Mapped[int]
    """Pixels of the largest size kept."""
    filename: Mapped[str] = mapped_column(String(200))
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Attachment(Model):
    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(32), unique=True)
    filename: Mapped[str] = mapped_column(String(200))
    extension: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    """Bytes."""
    text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    """What a PDF says, for the search; empty for other files."""
    is_scan: Mapped[bool] = mapped_column(default=False)
    """A PDF with pages and no text: pictures of paper, which neither a search nor a screen reader can read."""
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
