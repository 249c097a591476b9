"""The staff's door. Every page behind it but the sign-in asks who is there, in one place."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as BaseResponse

from newsapp.accounts.permissions import require
from newsapp.admin.door import OPEN, action_for

admin = Blueprint("admin", __name__)


@admin.before_request
def ask_who_is_there() -> BaseResponse | None:
    """A stranger is led to the sign-in; whose role lacks the page's action, even for things of their own, gets 403."""
    endpoint = request.endpoint or ""
    if endpoint in OPEN:
        return None
    if not current_user.is_authenticated:
        return parking.session_ended()
    require(current_user, action_for(endpoint, request.method), owner_id=current_user.id)
    return None


@admin.after_app_request
def keep_private(response: Response) -> Response:
    """Also where there is no such page: it carries the person's name and token all the same."""
    if request.path.startswith("/admin"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


from newsapp.admin import (  # noqa: E402
    account,
    article_form,
    articles,
    audit,
    autosave,
    categories,
    dashboard,
    documents,
    frame,
    identity,
    importing,
    links,
    media,
    menu,
    pages,
    parking,
    pasting,
    people,
    preview,
    report,
    revisions,
    second_factor,
    several,
    sign_in,
    statistics,
    tags,
)

admin.register_error_handler(CSRFError, parking.token_refused)

__all__ = [
    "account",
    "admin",
    "article_form",
    "articles",
    "audit",
    "autosave",
    "categories",
    "dashboard",
    "documents",
    "frame",
    "identity",
    "importing",
    "links",
    "media",
    "menu",
    "pages",
    "parking",
    "pasting",
    "people",
    "preview",
    "report",
    "revisions",
    "second_factor",
    "several",
    "sign_in",
    "statistics",
    "tags",
]
