"""Is this installation healthy and safe? Each finding says what to do about it."""

from __future__ import annotations

from types import ModuleType

from newsapp.checking.finding import Finding

__all__ = ["Finding", "findings"]


def findings() -> list[Finding]:
    """Everything that is wrong, most basic first. Rows are looked at only where the databases can be trusted."""
    from newsapp.checking import care, content, counts, databases, disk, places, search, settings, stored

    found = [finding for part in (settings, places, disk) for finding in _look(part)]
    in_databases = _look(databases)
    found += in_databases
    if not any(finding.severity == "error" for finding in in_databases):
        found += [finding for part in (content, counts, search, stored) for finding in _look(part)]
    return found + _look(care)


def quick_findings() -> list[Finding]:
    """What is wrong as far as it can be seen at once, without reading every page of the databases and every file."""
    from newsapp.checking import care, content, counts, disk, places, settings

    return [finding for part in (settings, places, disk, content, counts, care) for finding in _look(part)]


def _look(part: ModuleType) -> list[Finding]:
    """What one part finds; where it cannot look, that is a finding too."""
    from sqlalchemy.exc import SQLAlchemyError

    from newsapp.database import db

    try:
        return list(part.look())
    except (OSError, SQLAlchemyError) as error:
        db.session.rollback()
        name, reason = part.__name__.rpartition(".")[2], str(error).partition("\n")[0]
        return [Finding(f"{name}-unseen", "error", f"{name} cannot be looked at: {reason}", "Mend that first.")]
