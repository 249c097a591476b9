"""Addresses: those of our own pages, and those that came with a request."""

from __future__ import annotations

from functools import lru_cache

import flask
from flask import Flask, request


def init_app(app: Flask) -> None:
    app.jinja_env.globals["url_for"] = url_for


def url_for(endpoint: str, *, _external: bool = False, **values: str | int | None) -> str:
    """As flask.url_for, for endpoints named in full. A list's page has some forty addresses; building one takes 15 µs,
    finding it again less than one."""
    path = _path(endpoint, **values)
    return f"{request.scheme}://{request.host}{path}" if _external else path


@lru_cache(8192)
def _path(endpoint: str, **values: str | int | None) -> str:
    return flask.url_for(endpoint, **values)  # type: ignore[arg-type]


def own_path(address: str | None) -> str | None:
    """`address` if it is a path of this site, else None: never a way to send somebody elsewhere."""
    path = (address or "").partition("#")[0]
    is_own = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if is_own else None
