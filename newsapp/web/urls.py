"""URLs of our own pages, and those that come with a request."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote

import flask
from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map

HIGHEST_NUMBER = 2**31 - 1
"""The greatest that a column of PostgreSQL holds."""


class NumberConverter(IntegerConverter):
    """A number that something stored may have: an address with a greater one is not found."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **({"max": HIGHEST_NUMBER} | options))


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = NumberConverter
    app.jinja_env.globals["url_for"] = url_for


def url_for(endpoint: str, *, _external: bool = False, **values: str | int | None) -> str:
    """flask.url_for for full endpoint names, with a cache: a list page has some forty URLs, and
    building one takes 15 µs.
    """
    path = _path(endpoint, **values)
    return absolute(path) if _external else path


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{request.scheme}://{request.host}{path}"


@lru_cache(8192)
def _path(endpoint: str, **values: str | int | None) -> str:
    return flask.url_for(endpoint, **values)  # type: ignore[arg-type]


def usual_address() -> str | None:
    """The page that is meant by an address with capitals or another end, with its query."""
    path = request.path
    is_named = request.routing_exception is not None or "slug" in (request.view_args or {})
    if request.method not in ("GET", "HEAD") or not is_named or path.startswith("/admin"):
        return None
    usual = path.lower().rstrip("/")
    for address in (usual, f"{usual}/"):
        if address != path and _leads_somewhere(address):
            query = request.query_string.decode("ascii", "replace")
            return quote(address) + (f"?{query}" if query else "")
    return None


def _leads_somewhere(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, "GET")
    except HTTPException:
        return False
    return True


def own_path(url: str | None) -> str | None:
    """The URL if it is a path of this site, otherwise None: a redirect to it stays on the site."""
    path = (url or "").partition("#")[0]
    is_own = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if is_own else None
