"""Rows that staff put in order: each has a position among those with the same parent.

There are two levels. A row is of a model with id, parent_id and position.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.database import db


def move(row: Any, step: int, *, action: str, actor: User, at: datetime) -> bool:
    """Move a row one place up (step -1) or down (1) among those with the same parent.

    Returns whether there was a place. Where there was, `action` is recorded.
    """
    model = type(row)
    siblings = select(model).where(model.parent_id.is_not_distinct_from(row.parent_id))
    ordered = siblings.order_by(model.position, model.id).execution_options(populate_existing=True)
    rows = list(db.session.scalars(ordered))
    place = rows.index(row)
    if not 0 <= place + step < len(rows):
        return False
    rows.insert(place + step, rows.pop(place))
    before = row.position
    for position, sibling in enumerate(rows, 1):
        sibling.position = position
    db.session.flush()
    audit.record(action, actor=actor, target=row, at=at, before=[before], after=[row.position])
    return True


def next_position(model: Any) -> int:
    """The position behind every row of the model."""
    return (db.session.scalar(select(func.max(model.position))) or 0) + 1


def has_children(row: Any) -> bool:
    model = type(row)
    below = select(model.id).where(model.parent_id == row.id).limit(1)
    return db.session.scalar(below) is not None


def can_be_parent(model: Any, number: int, row: Any = None) -> bool:
    """Whether another row may stand below the one with this number. row: the other, or None."""
    if row is not None and row.id == number:
        return False
    first_level = select(model.id).where(model.id == number, model.parent_id.is_(None))
    return db.session.scalar(first_level) is not None


def ends(row: Any, rows: Sequence[Any]) -> tuple[bool, bool]:
    """Whether the row is the first, and the last, of those with the same parent among `rows`."""
    beside = [other.id for other in rows if other.parent_id == row.parent_id]
    return row.id == beside[0], row.id == beside[-1]


def in_order(model: Any) -> Select[Any]:
    """Each row of the first level, followed by those below it."""
    parent = aliased(model)
    return (
        select(model)
        .outerjoin(parent, parent.id == model.parent_id)
        .order_by(
            func.coalesce(parent.position, model.position),
            func.coalesce(parent.id, model.id),
            model.parent_id.is_not(None),
            model.position,
            model.id,
        )
    )
