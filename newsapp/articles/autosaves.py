"""What a writer has typed and not saved yet: kept apart from the revisions, and never published by itself.

Each open form has a key: that of its article, or one of its own while the article does not exist. A person has one
autosave under a key; a save forgets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Select, String, Text, UniqueConstraint, cast, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime, db, note_change

Fields = dict[str, list[str]]
"""Field name -> its values, as the browser sends them."""

NEW_KEPT = 20
"""Autosaves of articles not yet created that a person may have; the oldest go."""


class Autosave(Model):
    __tablename__ = "autosave"
    __table_args__ = (UniqueConstraint("user_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(32))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    fields: Mapped[Fields] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)

    @property
    def is_page(self) -> bool:
        return self.fields.get("kind") == ["page"]

    @property
    def title(self) -> str:
        return " ".join(self.fields.get("title", [""])[0].split())


def key_of(article_id: int) -> str:
    return f"article-{article_id}"


def keep(user_id: int, key: str, article_id: int | None, fields: Mapping[str, list[str]], *, at: datetime) -> Autosave:
    """Put what was typed in the place of what was kept before."""
    note_change(seen_by_readers=False)
    kept = find(user_id, key)
    if kept is None:
        kept = Autosave(user_id=user_id, key=key, article_id=article_id)
        db.session.add(kept)
    kept.fields, kept.saved_at = dict(fields), at
    db.session.flush()
    if article_id is None:
        for old in db.session.scalars(of_new_articles(user_id).offset(NEW_KEPT)):
            db.session.delete(old)
    return kept


def find(user_id: int, key: str) -> Autosave | None:
    mine = select(Autosave).where(Autosave.user_id == user_id, Autosave.key == key)
    return db.session.scalar(mine.execution_options(populate_existing=True))


def of_new_articles(user_id: int) -> Select[Autosave]:
    """What a person began and never saved, latest first."""
    mine = select(Autosave).where(Autosave.user_id == user_id, Autosave.article_id.is_(None))
    return mine.order_by(Autosave.saved_at.desc(), Autosave.id.desc())


def forget(user_id: int, key: str) -> None:
    note_change(seen_by_readers=False)
    db.session.execute(delete(Autosave).where(Autosave.user_id == user_id, Autosave.key == key))


def mentioning(digest: str, picture_id: int | None) -> Select[int]:
    """The autosaves whose text shows the stored file, or whose cover is the picture with that number."""
    shows = cast(Autosave.fields, Text).contains(digest)
    if picture_id is not None:
        shows = or_(shows, Autosave.fields["cover_id"][0].as_string() == str(picture_id))
    return select(Autosave.id).where(shows).limit(1)
