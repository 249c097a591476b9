"""The version of the content in Redis: what one machine publishes, all of them show next.

Redis is asked before each cached page, which takes some hundred microseconds.
"""

from __future__ import annotations

import logging
import secrets

import redis

from newsapp.cluster.redis_connection import RedisConnection
from newsapp.content_version import SIZE, ContentVersion

log = logging.getLogger(__name__)


class RedisContentVersion(ContentVersion):
    """The version that all machines with the Redis at `url` share.

    While Redis does not answer, every look gives another version, so that no cached page is used.
    """

    def __init__(self, url: str, key: str = "newsapp:generation") -> None:
        self._connection = RedisConnection(url)
        self._key = key
        self._epoch = secrets.token_bytes(SIZE)
        self._has_unsent_change = False

    def now(self) -> bytes:
        if self._has_unsent_change:
            self.advance()
        try:
            with self._connection.asking() as client:
                return bytes(client.get(self._key) or b"") + self._epoch
        except redis.RedisError:
            # Nobody knows what was published meanwhile, so what was cached before stays unused.
            self._epoch = secrets.token_bytes(SIZE)
            return self._epoch

    def advance(self) -> None:
        """Change the version for every machine; while Redis does not answer, as soon as it does."""
        try:
            with self._connection.asking() as client:
                client.set(self._key, secrets.token_bytes(SIZE))
            self._has_unsent_change = False
        except redis.RedisError as error:
            self._has_unsent_change = True
            self._epoch = secrets.token_bytes(SIZE)
            message = "Redis does not answer; other machines may show former pages until it does"
            log.error("%s: %s", message, error)
