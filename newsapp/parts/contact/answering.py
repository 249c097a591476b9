"""What staff do with messages, and with the questions that are published.

Audit rows tell that something was done, and never who wrote or what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import db, is_still_there
from newsapp.parts.contact.models import ContactMessage, Question


class MessageError(ValueError):
    """The message cannot be changed like this; the text says why."""


@dataclass(frozen=True, slots=True)
class Work:
    """What staff have put down. assigned_to_id: None for nobody."""

    state: str
    assigned_to_id: int | None
    note: str
    answer: str


def work_on(
    message: ContactMessage, work: Work, version: int, *, actor: User, at: datetime
) -> None:
    """Keep what staff put down. version: of the message that they saw.

    Raises NotAllowed, or MessageError where somebody else was first.
    """
    require(actor, "contact.answer")
    if not is_still_there(message):
        raise MessageError(_("Thư này vừa bị xóa."))
    if message.version != version:
        raise MessageError(
            _("Người khác vừa sửa thư này. Hãy chép phần bạn đã nhập, tải lại trang rồi sửa tiếp.")
        )
    before = message.state
    message.state, message.assigned_to_id = work.state, work.assigned_to_id
    message.note, message.answer = work.note, work.answer
    message.version += 1
    audit.record(
        "contact.work",
        actor=actor,
        target=message,
        at=at,
        before=before,
        after=work.state,
        assigned=work.assigned_to_id,
    )


def delete(message: ContactMessage, *, actor: User, at: datetime) -> None:
    """Forget the message; a question that came from it stays. Raises NotAllowed."""
    require(actor, "contact.answer")
    audit.record("contact.delete", actor=actor, target=message, at=at)
    db.session.delete(message)


def publish(question: Question, *, actor: User, at: datetime) -> Question:
    """Show a question to readers. Raises NotAllowed, or MessageError where it is shown already."""
    require(actor, "contact.publish")
    known = select(Question.id).where(Question.message_id == question.message_id)
    if question.message_id is not None and db.session.scalar(known) is not None:
        raise MessageError(_("Câu hỏi của thư này đã được đăng."))
    question.published_at = at
    db.session.add(question)
    db.session.flush()
    audit.record("question.publish", actor=actor, target=question, at=at)
    return question


def change(
    question: Question, *, subject: str, text: str, answer: str, actor: User, at: datetime
) -> None:
    """Raises NotAllowed."""
    require(actor, "contact.publish")
    question.subject, question.text, question.answer = subject, text, answer
    audit.record("question.change", actor=actor, target=question, at=at)


def withdraw(question: Question, *, actor: User, at: datetime) -> None:
    """Take the question from the page. Raises NotAllowed."""
    require(actor, "contact.publish")
    audit.record("question.delete", actor=actor, target=question, at=at)
    db.session.delete(question)
