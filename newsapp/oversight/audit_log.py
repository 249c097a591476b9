"""Searching the audit log. Nothing here changes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, Text, cast, func, literal, or_, select, tuple_

from newsapp.audit import AuditEvent

COMMAND_LINE = 0
"""As an actor: what was done from the server's command line, by nobody who signs in."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; what is empty narrows nothing. From `since` to before `until`."""

    actor: int | None = None
    action: str = ""
    target_type: str = ""
    target_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Between two rows of the log: after the one that was done at `at` and has this number."""

    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{int(self.at.timestamp() * 1_000_000)}.{self.id}"


def place_of(event: AuditEvent) -> Place:
    return Place(event.at, event.id)


def read_place(text: str) -> Place:
    """Raises ValueError."""
    microseconds, _dot, number = text.partition(".")
    if not (microseconds.isdecimal() and number.isdecimal()) or max(len(microseconds), len(number)) > 17:
        raise ValueError(text)
    seconds, rest = divmod(int(microseconds), 1_000_000)
    try:
        return Place(datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), int(number))
    except (OverflowError, OSError):
        raise ValueError(text) from None


def events(wanted: Wanted, before: Place | None = None) -> Select[AuditEvent]:
    """The rows, latest first; `before`: only those that come after that place in this order."""
    rows = select(AuditEvent).where(*_conditions(wanted)).order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
    if before is None:
        return rows
    here = tuple_(literal(before.at, AuditEvent.at.type), literal(before.id))
    return rows.where(tuple_(AuditEvent.at, AuditEvent.id) < here)


def count(wanted: Wanted, most: int) -> Select[int]:
    """How many rows there are, counting no further than `most`."""
    found = select(AuditEvent.id).where(*_conditions(wanted)).limit(most).subquery()
    return select(func.count()).select_from(found)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.actor is not None:
        by_nobody = wanted.actor == COMMAND_LINE
        conditions.append(AuditEvent.actor_id.is_(None) if by_nobody else AuditEvent.actor_id == wanted.actor)
    if wanted.action:
        conditions.append(AuditEvent.action == wanted.action)
    if wanted.target_type:
        conditions.append(AuditEvent.target_type == wanted.target_type)
    if wanted.target_id is not None:
        conditions.append(AuditEvent.target_id == wanted.target_id)
    if wanted.since is not None:
        conditions.append(AuditEvent.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(AuditEvent.at < wanted.until)
    if wanted.text:
        conditions.append(_told(wanted.text))
    return conditions


def _told(text: str) -> ColumnElement[bool]:
    """Whether the details hold the text, as it was typed or in the usual other letters.

    Details are kept as JSON that writes every letter beyond ASCII as its number, so that is what is looked for.
    """
    kept = cast(AuditEvent.details, Text)
    spellings = {text, text.lower(), text.upper(), text.capitalize(), text[:1].upper() + text[1:]}
    return or_(*(kept.contains(json.dumps(spelling)[1:-1], autoescape=True) for spelling in sorted(spellings)))
