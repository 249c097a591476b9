"""Who is a visitor.

A visitor is a session whose cookie came back; crawlers, prefetches and signed-in staff are none. The cookie holds a
random number, the second it was given out, and a signature over both: it is checked without asking any database.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import crawleruseragents

COOKIE = "visitor"
LONGEST_AGENT = 400
"""Characters of the browser's name that are looked at: crawlers say who they are before that."""

_COOKIE = re.compile(r"([\w-]{16})\.([0-9a-f]{8,10})\.([\w-]{16})", re.ASCII)

_DRIVEN = frozenset(
    {
        "[wW]get",
        "Python-urllib",
        "python-requests",
        "aiohttp",
        "httpx",
        "Go-http-client",
        "HeadlessChrome",
        "^curl",
    }
)
"""Entries of the list of crawlers that are none."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session of one browser. issued_at: Unix time, seconds."""

    id: str
    issued_at: int


class Signer:
    """Gives out and checks the visitors' cookies."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.blake2b(secret.encode(), person=b"visitor cookie").digest()

    def new(self, at: int) -> Session:
        return Session(secrets.token_urlsafe(12), at)

    def cookie(self, session: Session) -> str:
        stated = f"{session.id}.{session.issued_at:08x}"
        return f"{stated}.{self._signature(stated)}"

    def session(self, cookie: str | None) -> Session | None:
        """The session that a cookie names, or None where there is no cookie or we did not sign it."""
        match = _COOKIE.fullmatch(cookie or "")
        if match is None:
            return None
        number, issued_at, signature = match.groups()
        if not hmac.compare_digest(signature, self._signature(f"{number}.{issued_at}")):
            return None
        return Session(number, int(issued_at, 16))

    def _signature(self, stated: str) -> str:
        digest = hashlib.blake2b(stated.encode("ascii"), key=self._key, digest_size=12).digest()
        return base64.urlsafe_b64encode(digest).decode("ascii")


def is_prefetch(environ: Mapping[str, Any]) -> bool:
    """Whether the browser fetches a page that its reader has not asked for yet. environ: what WSGI knows of it."""
    purpose = environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE") or environ.get("HTTP_X_MOZ")
    return purpose is not None and ("prefetch" in purpose.lower() or "prerender" in purpose.lower())


@lru_cache(maxsize=2048)
def is_crawler(agent: str) -> bool:
    """Whether a browser's name is that of a known crawler."""
    return _crawlers().search(agent[:LONGEST_AGENT]) is not None


@cache
def _crawlers() -> re.Pattern[str]:
    """The kept list, without programs that people drive: command lines and headless browsers.

    Those are visitors when they bring their cookie back, as everybody is; a script that keeps no cookie is none anyway.
    """
    listed = (row["pattern"] for row in crawleruseragents.CRAWLER_USER_AGENTS_DATA)
    return re.compile("|".join(pattern for pattern in listed if pattern not in _DRIVEN))
