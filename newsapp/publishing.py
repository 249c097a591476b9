"""From draft to trash: what articles, pages and official documents have in common.

A thing goes live by the clock: nothing runs at that moment, for `published` compares the moments
with the present one. The verbs here hold their permission and their audit row; none commits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ForeignKey,
    Select,
    and_,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import UTCDateTime, db

Moment = datetime | BindParameter[datetime]


class State(StrEnum):
    """The one word that says how a thing stands. REVIEW and RETURNED are stages of a draft."""

    DRAFT = "draft"
    REVIEW = "review"
    RETURNED = "returned"
    SCHEDULED = "scheduled"
    LIVE = "live"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    TRASHED = "trashed"


class EditConflict(Exception):
    """Somebody else saved since the form was opened; `theirs`: their revision, for an article."""

    def __init__(self, thing: Any, theirs: Any = None) -> None:
        super().__init__(thing.id)
        self.thing = thing
        self.theirs = theirs


class Publishable:
    """The columns of a thing that is published, and what follows from them.

    action_prefix: how its permissions and audit actions begin. audit_field: what each audit row
    says of it. released_by: the column that is filled once it has been approved for readers.
    """

    action_prefix: ClassVar[str]
    audit_field: ClassVar[str]
    released_by: ClassVar[str] = "go_live_at"
    expire_at: Any = None
    """A column where the thing can end by itself."""

    id: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    """Goes up at each save. A form carries it, so that nobody overwrites what they did not see."""
    go_live_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    planned_for: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When somebody wishes it to go live: kept with a draft until it is scheduled or published."""
    first_published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When readers could first see it; in the future while it is scheduled for the first time."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    trashed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)

    @property
    def audit_details(self) -> dict[str, Any]:
        return {self.audit_field: getattr(self, self.audit_field)}

    @property
    def is_released(self) -> bool:
        return getattr(self, self.released_by) is not None

    @property
    def draft_state(self) -> State:
        return State.DRAFT

    def was_live(self, now: datetime) -> bool:
        """Whether readers could ever see it up to the moment `now`."""
        return self.first_published_at is not None and self.first_published_at <= now


def published(model: type[Publishable], now: Moment) -> ColumnElement[bool]:
    """Whether readers see a thing at the moment `now`. Everything public stands on this."""
    return and_(released(model), model.go_live_at <= now, _goes_on(model, now))


def state_of(thing: Publishable, now: datetime) -> State:
    """How a thing stands at the moment `now`; LIVE exactly where `published` says so."""
    if thing.trashed_at is not None:
        return State.TRASHED
    if not thing.is_released or thing.go_live_at is None:
        return thing.draft_state
    if thing.withdrawn_at is not None:
        return State.WITHDRAWN
    if thing.expire_at is not None and thing.expire_at <= now:
        return State.EXPIRED
    return State.SCHEDULED if thing.go_live_at > now else State.LIVE


def conditions(model: type[Publishable], now: datetime) -> dict[str, ColumnElement[bool]]:
    """What the staff's lists can be narrowed to: all but the trash; ended: withdrawn or expired."""
    is_kept = model.trashed_at.is_(None)
    is_released = getattr(model, model.released_by).is_not(None)
    ended = or_(model.withdrawn_at.is_not(None), ~_goes_on(model, now))
    return {
        "all": is_kept,
        "draft": and_(is_kept, ~is_released),
        "scheduled": and_(released(model), model.go_live_at > now),
        "live": published(model, now),
        "ended": and_(is_kept, is_released, ended),
        "trash": model.trashed_at.is_not(None),
    }


def first_published(
    model: type[Publishable], since: datetime, until: datetime
) -> ColumnElement[bool]:
    """Whether readers first saw a thing from `since` to before `until`; not what is in the trash.

    Things that were withdrawn later count too.
    """
    first = model.first_published_at
    return and_(first >= since, first < until, model.trashed_at.is_(None))


def next_changes(model: type[Publishable], now: datetime) -> Iterator[Select[datetime | None]]:
    """When the clock next shows a thing to readers or takes one away."""
    moments = [model.go_live_at]
    if model.expire_at is not None:
        moments.append(model.expire_at)
    for moment in moments:
        yield select(func.min(moment)).where(moment > now)


def released(model: type[Publishable]) -> ColumnElement[bool]:
    """Whether readers may see a thing, but for go_live_at and expire_at."""
    return and_(
        getattr(model, model.released_by).is_not(None),
        model.withdrawn_at.is_(None),
        model.trashed_at.is_(None),
    )


def _goes_on(model: type[Publishable], now: Moment) -> ColumnElement[bool]:
    """Whether the thing has not ended by itself."""
    if model.expire_at is None:
        return true()
    return or_(model.expire_at.is_(None), model.expire_at > now)


def refresh(thing: Publishable) -> None:
    """Read the row anew: a verb acts on how it stands under the write lock.

    Refreshing would drop what an earlier verb of this transaction has changed and not sent yet.
    """
    db.session.flush()
    db.session.refresh(thing)


def claim_version(thing: Any, base_version: int, *, at: datetime, **values: Any) -> bool:
    """Make the next version out of `base_version`; False where that is not the latest."""
    model = type(thing)
    statement = (
        update(model)
        .where(model.id == thing.id, model.version == base_version)
        .values(version=base_version + 1, updated_at=at, **values)
        .returning(model.id)
        .execution_options(synchronize_session=False)
    )
    is_claimed = db.session.execute(statement).first() is not None
    if is_claimed:
        db.session.refresh(thing)
    return is_claimed


def record(thing: Any, action: str, *, actor: User | None, at: datetime, **details: Any) -> None:
    """Write the audit row of `action`, with what each row of the thing says."""
    audit.record(action, actor=actor, target=thing, at=at, **thing.audit_details, **details)


def withdraw(
    thing: Any,
    action: str,
    *,
    actor: User,
    at: datetime,
    unschedule: Callable[[], bool] = lambda: False,
) -> None:
    """Take the thing back from readers; its address answers 410 until it is published again.

    unschedule: makes a draft of a thing that no reader has seen, and says whether it was one.
    Raises NotAllowed.
    """
    require(actor, action)
    refresh(thing)
    if not thing.is_released or thing.withdrawn_at is not None:
        return
    if not unschedule():
        thing.withdrawn_at = at
    thing.updated_at = at
    record(thing, action, actor=actor, at=at)


def trash(
    thing: Any, *, actor: User, at: datetime, before: Callable[[], Any] = lambda: None
) -> None:
    """Move the thing to the trash, out of readers' sight. Raises NotAllowed."""
    require(actor, f"{thing.action_prefix}.trash", owner_id=thing.owner_id)
    refresh(thing)
    if thing.trashed_at is None:
        before()
        thing.trashed_at = thing.updated_at = at
        record(thing, f"{thing.action_prefix}.trash", actor=actor, at=at)


def restore(thing: Any, *, actor: User, at: datetime) -> None:
    """Take the thing out of the trash. Publishing it again is a step of its own.

    Raises NotAllowed.
    """
    require(actor, f"{thing.action_prefix}.restore", owner_id=thing.owner_id)
    refresh(thing)
    if thing.trashed_at is None:
        return
    thing.trashed_at, thing.updated_at = None, at
    if thing.is_released and thing.withdrawn_at is None:
        thing.withdrawn_at = at
    record(thing, f"{thing.action_prefix}.restore", actor=actor, at=at)
