"""How long messages are kept, and the file in which administrators take them away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import CursorResult, delete, func, select

from newsapp import audit, clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import db, note_change, writing
from newsapp.parts.contact.forms import STATES
from newsapp.parts.contact.models import ContactForm, ContactMessage

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def days() -> int:
    """Days for which a message is kept."""
    number: int = current_app.config["CONTACT_DAYS"]
    return number


def purge(at: datetime) -> Iterator[str]:
    """Delete the messages whose time is over; what was published of them stays."""
    is_over = ContactMessage.sent_at < at - timedelta(days=days())
    if not db.session.scalar(select(func.count()).where(is_over)):
        return
    with writing():
        note_change(seen_by_readers=False)
        gone = db.session.execute(delete(ContactMessage).where(is_over))
        count = gone.rowcount if isinstance(gone, CursorResult) else 0
        audit.record("contact.purge", actor=None, target=ContactForm(id=1), at=at, count=count)
    yield f"Deleted {count} messages of the contact form, older than {days()} days"


def export(rows: Sequence[tuple[ContactMessage, str | None]], *, actor: User, at: datetime) -> str:
    """The messages as CSV, their texts no formulas. Raises NotAllowed."""
    require(actor, "contact.manage")
    audit.record("contact.export", actor=actor, target=ContactForm(id=1), at=at, count=len(rows))
    text = io.StringIO(newline="")
    written = csv.writer(text)
    names = (_("Lúc gửi"), _("Họ và tên"), _("Email"), _("Điện thoại"), _("Tiêu đề"), _("Nội dung"))
    staffs = (_("Trạng thái"), _("Người xử lý"), _("Ghi chú nội bộ"), _("Trả lời"))
    written.writerow([*names, *staffs])
    for message, assigned in rows:
        written.writerow([_as_text(cell) for cell in _cells(message, assigned)])
    return "\ufeff" + text.getvalue()  # Excel knows UTF-8 by this mark


def _cells(message: ContactMessage, assigned: str | None) -> Iterator[str]:
    local = message.sent_at.astimezone(clock.zone())
    yield f"{local:%Y-%m-%d %H:%M}"
    yield from (message.name, message.email, message.phone, message.subject, message.text)
    yield from (str(STATES[message.state]), assigned or "", message.note, message.answer)


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
