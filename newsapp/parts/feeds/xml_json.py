"""Responses for programs, which can be parsed whatever was pasted into an article."""

from __future__ import annotations

import json
import re
from typing import Any

from flask import Response

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 forbids, even escaped. A lone surrogate has no meaning in JSON either."""


def xml(text: str, mimetype: str = "application/xml") -> Response:
    return _response(printable(text), mimetype)


def plain(text: str) -> Response:
    return _response(text, "text/plain")


def feed_json(value: Any) -> Response:
    text = json.dumps(_printable_value(value), ensure_ascii=False, separators=(",", ":"))
    return _response(text, "application/feed+json")


def printable(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _NOT_IN_XML.sub("", text)


def _printable_value(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printable_value(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_printable_value(each) for each in value]
    return value


def _response(text: str, mimetype: str) -> Response:
    response = Response(text, content_type=f"{mimetype}; charset=utf-8")
    # Programs ask again each time and get a 304 until it changes.
    response.headers["Cache-Control"] = "no-cache"
    # Programs of other sites may read it.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
