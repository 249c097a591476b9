"""Errors as the pages' own scripts read them."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request


def wants_json() -> bool:
    """Whether a script asks, not a browser that shows what it gets."""
    accepted = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return accepted == "application/json"


def json_error(message: str, status: int, **more: Any) -> Response:
    response = jsonify(error=message, **more)
    response.status_code = status
    return response
