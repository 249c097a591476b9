"""Who is a visitor.

A visitor is a session whose cookie came back; crawlers, prefetches and signed-in staff are none. The cookie holds a
random number, the second it was given out, and a signature over both: it is checked without asking any database.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from binascii import b2a_base64
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NewType

import crawleruseragents

COOKIE = "visitor"
LONGEST_AGENT = 400
"""Characters of the browser's name that are looked at: crawlers say who they are before that."""

_COOKIE = re.compile(r"([\w-]{16}\.[0-9a-f]{8,10})\.([\w-]{16})", re.ASCII)
_FOR_COOKIES = bytes.maketrans(b"+/", b"-_")

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


Session = NewType("Session", str)
"""One session of one browser, in the words of its cookie, which we have signed: see `session`."""


def session(number: str, issued_at: int) -> Session:
    """issued_at: Unix time, seconds."""
    return Session(f"{number}.{issued_at:08x}")


def number_of(session: Session) -> str:
    return session.partition(".")[0]


def issued_at(session: Session) -> int:
    """When it was given out: Unix time, seconds."""
    return int(session.partition(".")[2], 16)


class Signer:
    """Gives out and checks the visitors' cookies."""

    def __init__(self, secret: str) -> None:
        key = hashlib.blake2b(secret.encode(), person=b"visitor cookie").digest()
        self._keyed = hashlib.blake2b(key=key, digest_size=12)

    def new(self, at: int) -> Session:
        return session(secrets.token_urlsafe(12), at)

    def cookie(self, session: Session) -> str:
        return f"{session}.{self._signature(session)}"

    def session(self, cookie: str | None) -> Session | None:
        """The session that a cookie names, or None where there is no cookie or we did not sign it."""
        match = _COOKIE.fullmatch(cookie or "")
        if match is None:
            return None
        stated, signature = match.groups()
        return Session(stated) if hmac.compare_digest(signature, self._signature(stated)) else None

    def _signature(self, stated: str) -> str:
        keyed = self._keyed.copy()  # two thirds of what the key anew would take, and every page asks for one
        keyed.update(stated.encode("ascii"))
        return b2a_base64(keyed.digest(), newline=False).translate(_FOR_COOKIES).decode("ascii")


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
