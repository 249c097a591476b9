"""The version of the content: it changes with each write that readers can see.

A cached page, or a cached value, is good for one version of the content. The version is eight
random bytes in a file that every process on this machine maps into its memory: looking at it takes
less than a microsecond, and all processes see a change at once. Several machines share it in Redis
(newsapp/cluster/redis_content_version.py).
"""

from __future__ import annotations

import mmap
import os
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, current_app

from newsapp import clock
from newsapp.database import VERSION_AT_BEGIN, db, is_writing

Value = TypeVar("Value")

SIZE = 8


class ContentVersion:
    """A value that changes with each `advance`, in every process that maps the same file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
        try:
            if os.fstat(descriptor).st_size < SIZE:
                os.ftruncate(descriptor, SIZE)
            self._memory = mmap.mmap(descriptor, SIZE)
        finally:
            os.close(descriptor)

    def now(self) -> bytes:
        return self._memory[:SIZE]

    def advance(self) -> None:
        self._memory[:SIZE] = secrets.token_bytes(SIZE)


def cached_until_change(read: Callable[[], Value]) -> Callable[[], Value]:
    """Call `read`, which reads the content, once for each version of the content.

    What it returns is shared by all requests and must not be modified. It is cached under the
    version from before the transaction began, because the transaction sees nothing newer. Within
    `writing`, `read` is called each time and nothing is cached.
    """

    @wraps(read)
    def cached() -> Value:
        if is_writing():
            return read()
        cache = current_app.extensions["content_cache"]
        version = db.session.info.get(VERSION_AT_BEGIN) or content_version().now()
        entry = cache.get(read)
        if entry is None or entry[0] != version:
            entry = cache[read] = (version, read())
        value: Value = entry[1]
        return value

    return cached


def cached_until(read: Callable[[], tuple[Value, datetime]]) -> Callable[[], Value]:
    """Cache a value that the clock changes too: `read` returns it with the moment it is good until.

    As with `cached_until_change`, a change of the content also ends it.
    """
    cached = cached_until_change(read)

    @wraps(read)
    def current() -> Value:
        value, ends = cached()
        if clock.now() >= ends:
            current_app.extensions["content_cache"].pop(read, None)
            value, _ends = cached()
        return value

    return current


def content_version() -> ContentVersion:
    """The version of the current application's content."""
    version: ContentVersion = current_app.extensions["content_version"]
    return version


def init_app(app: Flask) -> None:
    app.extensions["content_version"] = ContentVersion(app.config["INSTANCE"] / "generation")
    cache: dict[Callable[[], Any], tuple[bytes, Any]] = {}
    app.extensions["content_cache"] = cache
