"""Roles whose people need a second factor: they are reminded, then led to set it up.

Nobody is shut out: setting it up needs the password alone, and forms that were open go on. An
administrator of the server resets a lost one, or sets SECOND_FACTOR_FOR otherwise.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import current_app, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.admin.access import is_open
from newsapp.database import db, note_change
from newsapp.parts.second_factor import factors
from newsapp.parts.second_factor.models import SecondFactorGrace
from newsapp.web.json_errors import wants_json

GRACE = timedelta(days=14)
"""How long one may put it off, from the first sign-in with a role that needs it."""
DUE = "second factor due"
"""The session's key for the Unix time until which the user may put it off."""


def is_required(user: User) -> bool:
    return user.role in current_app.config["SECOND_FACTOR_FOR"]


def note_due(user: User, *, at: datetime) -> None:
    """Let the session know until when the user may put it off. In the caller's transaction."""
    note_change(seen_by_readers=False)
    grace = db.session.get(SecondFactorGrace, user.id)
    if grace is None:
        grace = SecondFactorGrace(user_id=user.id, since=at)
        db.session.add(grace)
    session[DUE] = int((grace.since + GRACE).timestamp())


def due_at() -> datetime | None:
    """Until when the user who asks may put it off; None where nothing is asked of them."""
    if DUE not in session or not is_required(current_user) or factors.is_on(current_user):
        return None
    return datetime.fromtimestamp(session[DUE], UTC)


def is_overdue() -> bool:
    """Asks the database only where the session's time is over."""
    if DUE not in session or session[DUE] > clock.now().timestamp():
        return False
    return due_at() is not None


def lead_to_setup() -> Response | None:
    """Redirect from other staff pages once the time is over. What is posted passes, and is kept."""
    if request.method != "GET" or not _is_elsewhere(request.endpoint or "") or wants_json():
        return None
    if not current_user.is_authenticated:
        return None
    if not is_overdue():
        return None
    return redirect(url_for("admin.second_factor.second_factor"), 303)


def _is_elsewhere(endpoint: str) -> bool:
    """Whether it is a staff page other than those by which one sets it up."""
    own = endpoint == "admin.account" or endpoint.startswith("admin.second_factor.")
    if own or not endpoint.startswith("admin."):
        return False
    return not is_open(current_app.view_functions[endpoint])
