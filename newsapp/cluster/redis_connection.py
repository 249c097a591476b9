"""A connection to Redis whose time-outs do not add up: one that hangs costs a page one at most."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

TIMEOUT = 1.0
"""Seconds that an answer may take."""
PAUSE = 5.0
"""Seconds for which Redis counts as down after it did not answer in time."""

_down_until: dict[str, float] = {}
"""URL -> the moment, by the monotonic clock, at which Redis is asked again."""


class RedisConnection:
    def __init__(self, url: str, **options: Any) -> None:
        self.client: Any = redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            retry=Retry(NoBackoff(), 0),
            **options,
        )
        self._url = url

    @contextmanager
    def asking(self) -> Iterator[Any]:
        """The client, to be asked within the block.

        Raises redis.TimeoutError without asking where Redis did not answer a moment ago. When the
        pause is over, one asks; the others go on without until it was answered.
        """
        now, down_until = time.monotonic(), _down_until.get(self._url, 0.0)
        if now < down_until:
            raise redis.TimeoutError("Redis did not answer a moment ago")
        if down_until:
            _down_until[self._url] = now + PAUSE
        try:
            yield self.client
        except redis.TimeoutError:
            _down_until[self._url] = time.monotonic() + PAUSE
            raise
        _down_until.pop(self._url, None)
