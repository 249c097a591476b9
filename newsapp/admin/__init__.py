"""The staff's door. Every page behind it but the sign-in asks who is there, in one place."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

admin = Blueprint("admin", __name__)

OPEN = frozenset({"admin.sign_in"})
"""The endpoints that a stranger may reach."""


@admin.before_request
def require_sign_in() -> BaseResponse | None:
    if request.endpoint in OPEN or current_user.is_authenticated:
        return None
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("admin.sign_in", next=here), 303)


@admin.after_app_request
def keep_private(response: Response) -> Response:
    """Also where there is no such page: it carries the person's name and token all the same."""
    if request.path.startswith("/admin"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


from newsapp.admin import account, articles, categories, frame, identity, sign_in, statistics  # noqa: E402

__all__ = ["account", "admin", "articles", "categories", "frame", "identity", "sign_in", "statistics"]
