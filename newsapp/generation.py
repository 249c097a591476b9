"""The generation of the content: changed by each write that readers can see, looked at before each ready page.

It is eight random bytes in a file that every process of the installation maps into its memory, so that looking costs
less than a microsecond, and a change is seen by all at once. Whatever database holds the content, this is the same.
Where several machines share a Redis, a change on one is announced to the others, which know it some milliseconds later.
"""

from __future__ import annotations

import logging
import mmap
import os
import secrets
import threading
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, current_app

Value = TypeVar("Value")

SIZE = 8
CHANNEL = "newsapp:generation"
AGAIN = 1.0
"""Seconds after which a Redis that did not answer is asked again."""

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


class AnnouncedGeneration(Generation):
    """One that also tells the other machines, and hears from them. `advance` never fails for want of Redis."""

    def __init__(self, path: Path, url: str) -> None:
        import redis

        super().__init__(path)
        self._redis: Any = redis.Redis.from_url(url, socket_connect_timeout=AGAIN)
        self._error = redis.RedisError
        self._sender = secrets.token_hex(8).encode("ascii")
        self._listening_in: int | None = None

    def now(self) -> bytes:
        if self._listening_in != os.getpid():  # a thread does not come along when the server forks
            self._listening_in = os.getpid()
            threading.Thread(target=self._listen, name="generation", daemon=True).start()
        return super().now()

    def advance(self) -> None:
        super().advance()
        try:
            self._redis.publish(CHANNEL, self._sender)
        except self._error as error:
            log.error("The other machines were not told of a change; they show it within a minute: %s", error)

    def _listen(self) -> None:
        is_lost = False
        while True:
            try:
                with self._redis.pubsub() as announced:
                    announced.subscribe(CHANNEL)
                    for message in announced.listen():
                        # The first is the subscription itself: what was announced before it is not known.
                        is_lost = False
                        if message["data"] != self._sender:
                            super().advance()
            except self._error as error:
                if not is_lost:
                    log.warning("Changes on other machines are not heard of: %s", error)
                is_lost = True
            time.sleep(AGAIN)


def kept(read: Callable[[], Value]) -> Callable[[], Value]:
    """Make `read`, which asks the content, ask it once for each generation. What it gives must not change."""

    @wraps(read)
    def keeping() -> Value:
        generation: Generation = current_app.extensions["generation"]
        now = generation.now()
        known = generation.kept.get(read)
        if known is None or known[0] != now:
            known = generation.kept[read] = (now, read())
        value: Value = known[1]
        return value

    return keeping


def init_app(app: Flask) -> None:
    path, url = app.config["INSTANCE"] / "generation", app.config["REDIS_URL"]
    app.extensions["generation"] = AnnouncedGeneration(path, url) if url else Generation(path)
