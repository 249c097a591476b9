"""What citizens have written, and the answers that everybody may read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime

LONGEST_NAME, LONGEST_EMAIL, LONGEST_PHONE, LONGEST_SUBJECT = 100, 254, 30, 200
LONGEST_TEXT, LONGEST_ANSWER = 5_000, 10_000


class State(StrEnum):
    """How far staff are with a message."""

    NEW = "new"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"


class ContactForm(Model):
    """The only row of its table; without it the form is closed."""

    __tablename__ = "contact_form"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    is_open: Mapped[bool] = mapped_column(default=False)


class ContactMessage(Model):
    """One message. Its row goes when its time is over (keeping.py)."""

    __tablename__ = "contact_message"
    __table_args__ = (
        CheckConstraint("state IN ('new', 'in_hand', 'answered', 'not_answered')", name="state"),
        CheckConstraint("email <> '' OR phone <> ''", name="reachable"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    form_key: Mapped[str] = mapped_column(String(20), unique=True)
    """Of the page that sent it, so that a page sent twice is one message."""
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    """When the person agreed to what is kept, too."""
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="")
    phone: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="")
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default=State.NEW)
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    """For staff alone."""
    answer: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)


class Question(Model):
    """A question with its answer, which readers see. It says nothing of who asked."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact_message.id", ondelete="SET NULL"), unique=True
    )
    """The message that it came from, as long as that is kept."""
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
