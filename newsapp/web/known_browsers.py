"""The signed cookie of a browser in which somebody has signed in before.

It lasts longer than any session. It opens nothing by itself: guesses from such a browser are
counted apart from those of strangers, and a form may be as large as with a session, so that a long
text is kept where its session has ended.
"""

from __future__ import annotations

import secrets

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

MAX_AGE = 180 * 86_400
"""Seconds since the last sign-in for which a browser stays known."""
MOST_PEOPLE = 8
"""Of one browser, those who signed in last."""


def is_known() -> bool:
    """Whether somebody has signed in before in the browser that asks."""
    return bool(_read()[1])


def key_of(user_id: int) -> str:
    """The random name of the browser if this user has signed in there before, else ""."""
    name, people = _read()
    return name if user_id in people else ""


def remember(response: Response, user_id: int) -> None:
    """Let the browser that gets `response` be known as one of this user's."""
    name, people = _read()
    others = [known for known in people if known != user_id]
    value = _signer().dumps([name, [user_id, *others][:MOST_PEOPLE]])
    is_secure = current_app.config["HTTPS"]
    response.set_cookie(
        cookie_name(), value, max_age=MAX_AGE, secure=is_secure, httponly=True, samesite="Lax"
    )


def cookie_name() -> str:
    name: str = current_app.config["BROWSER_COOKIE_NAME"]
    return name


def _read() -> tuple[str, list[int]]:
    """The browser's name, a new one if it has none, and the ids of who signed in there."""
    try:
        name, people = _signer().loads(request.cookies.get(cookie_name(), ""), max_age=MAX_AGE)
    except BadData:
        return secrets.token_urlsafe(12), []
    return name, people


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="known browser")
