"""Taking a message from the form, and opening and closing the form."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from newsapp import audit
from newsapp.accounts import throttle
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.accounts.throttle import Counts
from newsapp.database import db, note_change
from newsapp.parts.contact.models import ContactForm, ContactMessage


def receive(message: ContactMessage, counts: Counts, address: str, *, at: datetime) -> None:
    """Keep the message. One whose page was sent before is the same one.

    address: where it comes from, which is counted and not kept. Raises throttle.TooManyFailures.
    """
    note_change(seen_by_readers=False)
    known = select(ContactMessage.id).where(ContactMessage.form_key == message.form_key)
    if db.session.scalar(known) is not None:
        return
    throttle.begin_guess(counts.of_sender(address), at)
    message.sent_at = at
    db.session.add(message)


def set_open(is_open: bool, *, actor: User, at: datetime) -> None:
    """Let citizens write, or no longer. Raises NotAllowed."""
    require(actor, "contact.manage")
    row = db.session.merge(ContactForm(id=1, is_open=is_open))
    db.session.flush()
    audit.record("contact.open" if is_open else "contact.close", actor=actor, target=row, at=at)
