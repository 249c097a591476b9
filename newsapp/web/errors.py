"""Error pages in the look of the site. Their words are in templates/errors/_words.html."""

from __future__ import annotations

import errno
import logging
import secrets
from contextlib import suppress

from flask import Flask, current_app, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from newsapp import audit, clock
from newsapp.accounts.permissions import NotAllowed
from newsapp.database import writing
from newsapp.registry import registry
from newsapp.web.json_errors import json_error, wants_json
from newsapp.web.urls import usual_address
from newsapp.write_pause import WritesPaused

TEMPORARY = (
    "locked",
    "lock timeout",
    "connection failed",
    "shutting down",
    "starting up",
    "closed the connection",
)
"""Words in the errors of databases after which a second try may succeed."""

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, csrf_error)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(WritesPaused, lambda _error: plain_page(503, "paused"))
    app.register_error_handler(OSError, _disk_error)
    app.register_error_handler(OperationalError, _database_error)
    # PostgreSQL cannot store a NUL in a URL or a form.
    app.register_error_handler(DataError, lambda _error: plain_page(400))


def plain_page(code: int, reason: str = "", number: str = "") -> tuple[str, int]:
    """An error page without the frame of the site, which needs no database.

    reason: "csrf", "paused" or "read-only", which have words of their own. number: by which the
    error is found in the log.
    """
    template = current_app.jinja_env.get_template("errors/plain.html")
    return template.render(code=code, reason=reason, number=number), code


def csrf_error(_error: CSRFError) -> tuple[str, int]:
    return plain_page(400, "csrf")


def is_full(error: Exception) -> bool:
    """Whether the error means that the disk is full."""
    if isinstance(error, OperationalError):
        return any(words in str(error.orig) for words in ("full", "No space left"))
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def _http_error(
    error: HTTPException,
) -> tuple[str, int, dict[str, str]] | HTTPException | Response:
    code = error.code or 500
    if code < 400:
        return error
    if code == 404 and (answer := _answer_of_a_part()):
        return answer
    if code == 404 and (address := usual_address()):
        return redirect(address, 301)
    if code == 413 and wants_json():
        return json_error(_("Nội dung gửi đi quá lớn. Hãy chia nhỏ rồi gửi từng phần."), code)
    headers = {name: value for name, value in error.get_headers() if name != "Content-Type"}
    if code >= 500:
        number = secrets.token_hex(4)
        log.error("Error number %s: %s %s: %s", number, request.method, request.path, code)
        return *plain_page(code, number=number), headers
    template = "errors/admin.html" if request.path.startswith("/admin") else "errors/public.html"
    try:
        page = render_template(template, code=code, newcomers_image="")
    except Exception:
        log.exception("The page for error %s could not be made", code)
        page, _code = plain_page(code)
    return page, code, headers


def _answer_of_a_part() -> Response | None:
    if request.method not in ("GET", "HEAD") or request.path.startswith("/admin"):
        return None
    answers = (answer() for answer in registry().not_found)
    return next((answer for answer in answers if answer is not None), None)


def _not_allowed(error: NotAllowed) -> tuple[str, int]:
    if current_user.is_authenticated:
        with suppress(WritesPaused, OperationalError), writing():
            now = clock.now()
            user = current_user
            audit.record("user.refuse", actor=user, target=user, at=now, wanted=error.action)
    return render_template("errors/admin.html", code=403), 403


def _disk_error(error: OSError) -> tuple[str, int]:
    log.error("%s %s: %s", request.method, request.path, error, exc_info=error)
    if error.errno == errno.EROFS:
        return plain_page(507, "read-only")
    return plain_page(507 if is_full(error) else 500)


def _database_error(error: OperationalError) -> tuple[str, int]:
    message = str(error.orig)
    log.error("%s %s: %s", request.method, request.path, message, exc_info=error)
    if request.method == "POST" and ("readonly" in message or "disk I/O" in message):
        return plain_page(507, "read-only")
    if is_full(error):
        return plain_page(507)
    return plain_page(503 if any(words in message for words in TEMPORARY) else 500)
