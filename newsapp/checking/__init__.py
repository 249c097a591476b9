"""Is this installation healthy and safe? Each finding says what to do about it."""

from __future__ import annotations

from newsapp.checking.finding import Finding

__all__ = ["Finding", "findings"]


def findings() -> list[Finding]:
    """Everything that is wrong, most basic first; what cannot be looked at is a finding too."""
    from sqlalchemy.exc import SQLAlchemyError

    from newsapp.checking import care, content, counts, databases, disk, places, settings, stored
    from newsapp.database import db

    found: list[Finding] = []
    for look in (settings, places, disk, databases, content, counts, stored, care):
        name = look.__name__.rpartition(".")[2]
        try:
            found.extend(look.look())
        except (OSError, SQLAlchemyError) as error:
            db.session.rollback()
            reason = str(error).partition("\n")[0]
            what = f"{name} cannot be looked at: {reason}"
            found.append(Finding(f"{name}-unseen", "error", what, "Mend that first."))
    return found
