"""The staff pages. Every page but the sign-in checks the user in one place."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, current_app, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as BaseResponse

from newsapp import clock
from newsapp.accounts import sessions
from newsapp.accounts.permissions import require
from newsapp.admin.access import action_of, is_open
from newsapp.database import writing
from newsapp.write_pause import WritesPaused

admin = Blueprint("admin", __name__)


@admin.before_request
def ask_who_is_there() -> BaseResponse | None:
    """Redirect to the sign-in, or refuse a role that lacks the view's action."""
    view = current_app.view_functions[request.endpoint or ""]
    if is_open(view):
        return None
    if not current_user.is_authenticated:
        return form_recovery.session_ended()
    require(current_user, action_of(view, request.method), owner_id=current_user.id)
    note_use_of_session()
    return None


def note_use_of_session() -> None:
    """Now and then. Reading goes on where nothing can be written."""
    now = clock.now()
    if sessions.is_to_be_noted(current_user, now):
        with suppress(WritesPaused, OperationalError), writing():
            sessions.note_use(current_user, now)


@admin.after_app_request
def keep_private(response: Response) -> Response:
    """Also for 404 pages, which contain the person's name and token too."""
    if request.path.startswith("/admin"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


from newsapp.admin import (  # noqa: E402 - they add their pages to the blueprint above
    account,
    article_form,
    articles,
    bulk_actions,
    categories,
    context,
    dashboard,
    form_recovery,
    links,
    media,
    people,
    sign_in,
)

admin.register_error_handler(CSRFError, form_recovery.token_refused)

__all__ = [
    "account",
    "admin",
    "article_form",
    "articles",
    "bulk_actions",
    "categories",
    "context",
    "dashboard",
    "form_recovery",
    "links",
    "media",
    "people",
    "sign_in",
]
