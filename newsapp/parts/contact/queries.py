"""Reading messages and published questions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, exists, func, select

from newsapp.accounts import users
from newsapp.accounts.models import User
from newsapp.accounts.permissions import PERMISSIONS
from newsapp.content_version import cached_until_change
from newsapp.database import db
from newsapp.parts.contact.models import ContactForm, ContactMessage, Question, State


@cached_until_change
def is_open() -> bool:
    """Whether citizens can write."""
    return bool(db.session.scalar(select(ContactForm.is_open).where(ContactForm.id == 1)))


@cached_until_change
def has_questions() -> bool:
    """Whether there is something to read on the page of questions."""
    return bool(db.session.scalar(select(exists().where(Question.id > 0))))


def messages(state: str = "") -> Select[ContactMessage, str]:
    """(message, the name of whom it is assigned to), those sent last first."""
    rows = select(ContactMessage, User.name)
    rows = rows.outerjoin(User, User.id == ContactMessage.assigned_to_id)
    if state:
        rows = rows.where(ContactMessage.state == state)
    return rows.order_by(ContactMessage.sent_at.desc(), ContactMessage.id.desc())


def count_messages() -> dict[str, int]:
    """How many there are, by state."""
    counted = select(ContactMessage.state, func.count()).group_by(ContactMessage.state)
    counts: dict[str, int] = dict.fromkeys(State, 0)
    counts.update((state, count) for state, count in db.session.execute(counted))
    return counts


def questions() -> Select[Question]:
    """Those published last first."""
    return select(Question).order_by(Question.published_at.desc(), Question.id.desc())


def question_of(message: ContactMessage) -> Question | None:
    return db.session.scalar(select(Question).where(Question.message_id == message.id))


def who_may_answer() -> Sequence[User]:
    """Those that a message can be assigned to."""
    may_answer = User.role.in_(PERMISSIONS["contact.answer"])
    return db.session.scalars(select(User).where(users.active(), may_answer)).all()
