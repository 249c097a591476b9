"""Who else has an article open. A form says so when it opens and every few seconds after."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Select, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.accounts.models import User
from newsapp.database import Model, UTCDateTime, db, note_change

THERE_FOR = timedelta(seconds=90)
"""How long after its last word a form is taken to be open still."""


class Presence(Model):
    __tablename__ = "presence"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)


def arrive(article_id: int, user_id: int, *, at: datetime) -> None:
    """The person has the article open now."""
    leave(article_id, user_id)
    db.session.execute(delete(Presence).where(Presence.seen_at < at - THERE_FOR))
    db.session.add(Presence(article_id=article_id, user_id=user_id, seen_at=at))


def leave(article_id: int, user_id: int) -> None:
    note_change(seen_by_readers=False)
    db.session.execute(delete(Presence).where(Presence.article_id == article_id, Presence.user_id == user_id))


def others(article_id: int, user_id: int, *, now: datetime) -> Select[str]:
    """The names of the others who have it open."""
    return (
        select(User.name)
        .join(Presence, Presence.user_id == User.id)
        .where(Presence.article_id == article_id, Presence.user_id != user_id, Presence.seen_at >= now - THERE_FOR)
        .order_by(User.name)
    )
