"""Searching the audit log. Nothing here changes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, Text, cast, func, literal, or_, select, tuple_

from newsapp.audit import AuditEvent

COMMAND_LINE = 0
"""The actor of what was done on the server's command line."""
MOST_DIGITS = 17
"""Of the numbers in a position. Databases hold at least 18."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events to find; empty values find all. From `since` to before `until`."""

    actor: int | None = None
    action: str = ""
    target_type: str = ""
    target_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """The place of an event in the log, for the address of the page that continues after it."""

    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{int(self.at.timestamp() * 1_000_000)}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> Position:
        """Raises ValueError."""
        microseconds, _dot, number = text.partition(".")
        is_number = microseconds.isdecimal() and number.isdecimal()
        if not is_number or max(len(microseconds), len(number)) > MOST_DIGITS:
            raise ValueError(text)
        seconds, rest = divmod(int(microseconds), 1_000_000)
        try:
            at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
        except (OverflowError, OSError):
            raise ValueError(text) from None
        return cls(at, int(number))


def events(wanted: Filter, before: Position | None = None) -> Select[AuditEvent]:
    """The events, latest first; with `before` those that follow that position."""
    statement = select(AuditEvent).where(*_conditions(wanted))
    if before is not None:
        position = tuple_(literal(before.at, AuditEvent.at.type), literal(before.id))
        statement = statement.where(tuple_(AuditEvent.at, AuditEvent.id) < position)
    return statement.order_by(AuditEvent.at.desc(), AuditEvent.id.desc())


def count(wanted: Filter, most: int) -> Select[int]:
    """How many events there are, counting up to `most`."""
    rows = select(AuditEvent.id).where(*_conditions(wanted)).limit(most).subquery()
    return select(func.count()).select_from(rows)


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.actor is not None:
        actor_id = None if wanted.actor == COMMAND_LINE else wanted.actor
        conditions.append(AuditEvent.actor_id == actor_id)
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
        conditions.append(_details_contain(wanted.text))
    return conditions


def _details_contain(text: str) -> ColumnElement[bool]:
    """Whether the details contain the text, in the usual spellings.

    The JSON column stores letters beyond ASCII as escapes, which LIKE compares case by case.
    """
    details = cast(AuditEvent.details, Text)
    first_upper = text[:1].upper() + text[1:]
    spellings = {text, text.lower(), text.upper(), text.capitalize(), first_upper}
    escaped = [json.dumps(spelling)[1:-1] for spelling in sorted(spellings)]
    return or_(*(details.contains(each, autoescape=True) for each in escaped))
