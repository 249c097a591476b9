"""The sessions of the staff: each browser that is signed in has one, and each can be ended.

A session ends when somebody signs out there, ends it from elsewhere, after SIGN_IN_HOURS without a
page and after SIGN_IN_DAYS however busy it is. All of a user's end with User.session_epoch.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, Select, and_, delete, or_, select

from newsapp import audit, clock
from newsapp.accounts.models import StaffSession, User
from newsapp.database import db, note_change

SEEN_EVERY = timedelta(minutes=10)
"""How exactly it is known when a session was last used."""
BROWSERS = {
    "coc_coc_browser": "Coc Coc",
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "macOS",
    "Linux": "Linux",
}
"""What a User-Agent header has in it -> what people call it; the first one that is found counts."""


def start(user: User, user_agent: str, *, at: datetime) -> None:
    """Open a session, which user.get_id() names from then on. Those that are over are deleted."""
    note_change(seen_by_readers=False)
    db.session.execute(delete(StaffSession).where(or_(*_over(at))))
    user.session_token = secrets.token_urlsafe(24)
    user.staff_session = StaffSession(
        digest=_digest(user.session_token),
        user_id=user.id,
        epoch=user.session_epoch,
        browser=browser_name(user_agent),
        started_at=at,
        seen_at=at,
    )
    db.session.add(user.staff_session)


def user_of(session_id: str) -> User | None:
    """The user of a session (User.get_id) that has not ended, if the person is not disabled."""
    account, _dot, token = session_id.rpartition(".")
    last_seen, last_started = _limits(clock.now())
    both = select(User, StaffSession).join(StaffSession, StaffSession.user_id == User.id)
    found = db.session.execute(both.where(StaffSession.digest == _digest(token))).first()
    if found is None:
        return None
    user, session = found
    if session.seen_at <= last_seen or session.started_at <= last_started:
        return None
    is_same = account == f"{user.id}.{user.session_epoch}" and session.epoch == user.session_epoch
    if not is_same or not user.is_active:
        return None
    user.session_token, user.staff_session = token, session
    return user


def open_sessions(user: User, at: datetime) -> Sequence[StaffSession]:
    """Those that were used last come first."""
    return db.session.scalars(_open(user, at).order_by(StaffSession.seen_at.desc())).all()


def current(user: User) -> StaffSession | None:
    """The session in which the user asks."""
    return user.staff_session


def is_to_be_noted(user: User, at: datetime) -> bool:
    """Whether note_use() would change anything."""
    session = current(user)
    return session is not None and session.seen_at < at - SEEN_EVERY


def note_use(user: User, at: datetime) -> None:
    note_change(seen_by_readers=False)
    session = current(user)
    if session is not None:
        session.seen_at = at


def end(session: StaffSession, user: User, at: datetime) -> None:
    db.session.delete(session)
    audit.record("user.sign_out", actor=user, target=user, at=at)


def browser_name(user_agent: str) -> str:
    """What people call the browser and the system, such as "Firefox, Windows"; "" for others."""
    names = [
        next((name for sign, name in known.items() if sign in user_agent), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, names))


def _open(user: User, at: datetime) -> Select[StaffSession]:
    last_seen, last_started = _limits(at)
    return select(StaffSession).where(
        StaffSession.user_id == user.id,
        StaffSession.epoch == user.session_epoch,
        and_(StaffSession.seen_at > last_seen, StaffSession.started_at > last_started),
    )


def _over(at: datetime) -> list[ColumnElement[bool]]:
    last_seen, last_started = _limits(at)
    return [StaffSession.seen_at <= last_seen, StaffSession.started_at <= last_started]


def _limits(at: datetime) -> tuple[datetime, datetime]:
    idle = timedelta(hours=current_app.config["SIGN_IN_HOURS"])
    # what is noted may be so much older than what was last done
    return at - idle - SEEN_EVERY, at - timedelta(days=current_app.config["SIGN_IN_DAYS"])


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf8", "replace")).hexdigest()
