"""The staff's door. Every page behind it but the sign-in asks who is there, in one place."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as BaseResponse

admin = Blueprint("admin", __name__)

OPEN = frozenset({"admin.sign_in", "admin.sign_in_code", "admin.use_link"})
"""The endpoints that a stranger may reach."""


@admin.before_request
def require_sign_in() -> BaseResponse | None:
    if request.endpoint in OPEN or current_user.is_authenticated:
        return None
    return parking.session_ended()


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
