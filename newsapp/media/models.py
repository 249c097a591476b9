"""Pictures and attached files. Each is stored once, under a name made of its content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime


class FileColumns:
    """The columns that pictures and attachments share."""

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(32), unique=True)
    """blake2b of the uploaded file, in hexadecimal."""
    filename: Mapped[str] = mapped_column(String(200))
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    notice = ""
    """What has become of the file, for who has just sent it; no column."""


class Picture(FileColumns, Model):
    __tablename__ = "picture"

    width: Mapped[int]
    height: Mapped[int]
    """Pixels of the largest version that is stored."""
    description: Mapped[str] = mapped_column(String(300), default="")
    """The alternative text in the article that was saved last; empty until one has given it."""
    search_text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    """The name and the description, folded by text_folding.fold."""


class Attachment(FileColumns, Model):
    __tablename__ = "attachment"

    extension: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    """Bytes."""
    text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    """The text of a PDF, for the search; empty for other files."""
    is_scan: Mapped[bool] = mapped_column(default=False)
    """A PDF with pages but no text, which neither a search nor a screen reader can read."""
