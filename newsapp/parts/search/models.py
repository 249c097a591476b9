"""What can be found: the words of each live text, as they are looked for."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model


class SearchEntry(Model):
    """The words of one live text, with single spaces between them; see index.py.

    A row may stand here while readers do not see the article: each search asks anew whether they
    do.
    """

    __tablename__ = "search_entry"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    """index.row_id: rows in this order are in the order of their days."""
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), unique=True
    )
    version: Mapped[int]
    """The revision that these words are from."""
    form: Mapped[int]
    """index.FORM when they were written."""
    title: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    more: Mapped[str] = mapped_column(Text)
    """Who wrote and signed it, its source, tags and captions, the titles of its files."""
    title_fold: Mapped[str] = mapped_column(Text)
    summary_fold: Mapped[str] = mapped_column(Text)
    body_fold: Mapped[str] = mapped_column(Text)
    more_fold: Mapped[str] = mapped_column(Text)
    files_fold: Mapped[str] = mapped_column(Text)
    """What the attached files say; these words are kept without their accents alone."""
