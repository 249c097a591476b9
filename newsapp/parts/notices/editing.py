"""Setting and ending the notice."""

from __future__ import annotations

from datetime import datetime

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import db
from newsapp.parts.notices.models import Notice


def put(notice: Notice, *, actor: User, at: datetime) -> None:
    """Show the notice in the place of the one there was. Raises NotAllowed."""
    require(actor, "notice.edit")
    row = db.session.merge(notice)
    db.session.flush()
    audit.record(
        "notice.put",
        actor=actor,
        target=row,
        at=at,
        text=row.text,
        address=row.address,
        level=row.level,
        ends_at=row.ends_at.isoformat(timespec="minutes"),
    )


def end(*, actor: User, at: datetime) -> bool:
    """Take the notice away; whether there was one. Raises NotAllowed."""
    require(actor, "notice.edit")
    row = db.session.get(Notice, 1, populate_existing=True)
    if row is None:
        return False
    audit.record("notice.end", actor=actor, target=row, at=at, text=row.text)
    db.session.delete(row)
    return True
