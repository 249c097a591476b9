"""How large a form may be, decided before any of it is read.

Werkzeug applies MAX_FORM_MEMORY_SIZE to multipart forms only: 60 MB of `a=1&` took 2 GB of memory.
So everything else is bounded here, and so is what strangers send.
"""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge

from newsapp.web import known_browsers

STRANGERS_LIMIT = 65_536
"""Bytes of a form from a browser without a staff session, in which nobody has signed in before."""


def init_app(app: Flask) -> None:
    """Call it before the protection against forged posts is registered, which reads the form."""
    app.before_request(bound_body)


def bound_body() -> None:
    """Raises RequestEntityTooLarge."""
    length = request.content_length
    request.max_content_length = limit = _limit(length)
    if length is not None and length > limit:
        raise RequestEntityTooLarge


def may_send_large_form() -> bool:
    return current_user.is_authenticated or known_browsers.is_known()


def _limit(length: int | None) -> int:
    """Bytes. Asks who sends the form only where that matters."""
    is_small = length is not None and length <= STRANGERS_LIMIT
    if is_small or not may_send_large_form():
        return STRANGERS_LIMIT
    is_multipart = request.mimetype == "multipart/form-data"
    name = "MAX_CONTENT_LENGTH" if is_multipart else "MAX_FORM_MEMORY_SIZE"
    limit: int = current_app.config[name]
    return limit
