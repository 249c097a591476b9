"""Answers that programs read: whatever was pasted into an article, what they get can be parsed."""

from __future__ import annotations

import json
import re
from typing import Any

from flask import Response

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0 has no place for these characters, not even escaped; in JSON a lone surrogate has no meaning."""


def xml(text: str, mimetype: str = "application/xml") -> Response:
    return _answer(printable(text), mimetype)


def plain(text: str) -> Response:
    return _answer(text, "text/plain")


def feed_json(value: Any) -> Response:
    return _answer(json.dumps(_clean(value), ensure_ascii=False, separators=(",", ":")), "application/feed+json")


def printable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _clean(each) for name, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _answer(text: str, mimetype: str) -> Response:
    response = Response(text, content_type=f"{mimetype}; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"  # asked anew each time, and answered with 304 until it changes
    response.headers["Access-Control-Allow-Origin"] = "*"  # public already; programs of other sites may read it
    return response
