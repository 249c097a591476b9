"""JSON that the pages' own scripts send. Views that expect none refuse it.

Flask-WTF would take it for a form whose fields may be of any type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from werkzeug.exceptions import UnsupportedMediaType

View = TypeVar("View", bound=Callable[..., Any])


def takes_json(view: View) -> View:
    """Let JSON be sent to the view."""
    view.takes_json = True  # type: ignore[attr-defined]
    return view


def sent_object() -> dict[str, Any]:
    """The object that was sent; aborts with 400 where it is none."""
    try:
        sent = request.get_json(silent=True)
    except RecursionError:
        sent = None
    return sent if isinstance(sent, dict) else abort(400)


def text_of(sent: Any) -> str:
    """A text that may be stored and parsed: JSON can name halves of a character, which are none."""
    return str(sent).encode("utf8", "replace").decode("utf8")


def init_app(app: Flask) -> None:
    app.before_request(refuse_unexpected)


def refuse_unexpected() -> None:
    """Raises UnsupportedMediaType."""
    view = current_app.view_functions.get(request.endpoint or "")
    is_expected = getattr(view, "takes_json", False)
    if request.is_json and request.method == "POST" and not is_expected:
        raise UnsupportedMediaType
