"""The generation of the content: changed by each write that readers can see, looked at before each ready page.

On one machine it is eight random bytes in a file that every process of the installation maps into its memory, so that
looking costs less than a microsecond, and a change is seen by all at once. Several machines share it in Redis, which is
asked each time: some hundred microseconds, and a page that was published on one is the next page on all.
"""

from __future__ import annotations

import logging
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
from newsapp.database import BEGAN, db

Value = TypeVar("Value")

SIZE = 8
TIMEOUT = 1.0
"""Seconds that Redis may take to answer."""

log = logging.getLogger(__name__)


class Generation:
    """A value that differs after each `advance`, in every process that has mapped the same file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
        try:
            if os.fstat(descriptor).st_size < SIZE:
                os.ftruncate(descriptor, SIZE)
            self._memory = mmap.mmap(descriptor, SIZE)
        finally:
            os.close(descriptor)
        self.kept: dict[Callable[[], Any], tuple[bytes, Any]] = {}

    def now(self) -> bytes:
        return self._memory[:SIZE]

    def advance(self) -> None:
        self._memory[:SIZE] = secrets.token_bytes(SIZE)


class SharedGeneration(Generation):
    """The same for every machine that has the Redis at `url`. While that does not answer, no ready page is good."""

    def __init__(self, url: str, name: str = "newsapp:generation") -> None:
        import redis

        self._redis: Any = redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._unreachable, self._name = redis.RedisError, name
        self._epoch = secrets.token_bytes(SIZE)
        self._owes = False
        self.kept = {}

    def now(self) -> bytes:
        if self._owes:
            self.advance()
        try:
            return bytes(self._redis.get(self._name) or b"") + self._epoch
        except self._unreachable:
            # Nobody knows what was published meanwhile: what was ready before is not good afterwards either.
            self._epoch = secrets.token_bytes(SIZE)
            return self._epoch

    def advance(self) -> None:
        """Tell every machine, or, where Redis does not answer now, as soon as it does."""
        try:
            self._redis.set(self._name, secrets.token_bytes(SIZE))
            self._owes = False
        except self._unreachable as error:
            self._owes = True
            self._epoch = secrets.token_bytes(SIZE)
            log.error("Redis does not answer; other machines may show former pages until it does: %s", error)


def kept(read: Callable[[], Value]) -> Callable[[], Value]:
    """Make `read`, which asks the content, ask it once for each generation. What it gives must not change.

    The generation is the one from before the transaction: what has been changed since, that does not show.
    """

    @wraps(read)
    def keeping() -> Value:
        generation: Generation = current_app.extensions["generation"]
        now = db.session.info.get(BEGAN) or generation.now()
        known = generation.kept.get(read)
        if known is None or known[0] != now:
            known = generation.kept[read] = (now, read())
        value: Value = known[1]
        return value

    return keeping


def kept_until(read: Callable[[], tuple[Value, datetime]]) -> Callable[[], Value]:
    """`kept` for what the clock changes too: `read` gives the value, and the moment from which it is another."""
    keeping = kept(read)

    @wraps(read)
    def reading() -> Value:
        value, ends = keeping()
        if clock.now() >= ends:
            current_app.extensions["generation"].kept.pop(read, None)
            value, _ends = keeping()
        return value

    return reading


def init_app(app: Flask) -> None:
    url = app.config["REDIS_URL"]
    app.extensions["generation"] = SharedGeneration(url) if url else Generation(app.config["INSTANCE"] / "generation")
