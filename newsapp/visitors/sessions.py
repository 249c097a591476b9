"""Who is a visitor.

A visitor is a browser that has sent our cookie back at least once. Crawlers and other programs,
prefetch requests and signed-in staff are not counted. The cookie contains a random number, the
second at which it was issued and a signature of both, so it is checked without a database.
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
"""Characters of the User-Agent that are searched: crawlers name themselves within them."""

_COOKIE = re.compile(r"([\w-]{16}\.[0-9a-f]{8,10})\.([\w-]{16})", re.ASCII)
_FOR_COOKIES = bytes.maketrans(b"+/", b"-_")

_BROWSER = re.compile(
    "Mozilla/|Opera/|UCWEB/|Nokia|SAMSUNG|BlackBerry|Lynx/|Links |ELinks/|w3m/|Dillo/"
)
"""How the names of browsers begin: nearly all are Mozilla, then come those of older telephones and
those that show text alone. A program that names itself otherwise, or not at all, is no browser.
"""
_UNLISTED_CRAWLERS = ("PowerShell",)
"""Patterns of programs that name themselves like browsers and are not in the package's list."""

Session = NewType("Session", str)
"""A browser's session: the part of its cookie that we have signed, made by `session`."""


def session(number: str, issued_at: int) -> Session:
    """issued_at: Unix time, seconds."""
    return Session(f"{number}.{issued_at:08x}")


def number_of(session: Session) -> str:
    return session.partition(".")[0]


def issued_at(session: Session) -> int:
    """When the cookie was issued: Unix time, seconds."""
    return int(session.partition(".")[2], 16)


class Signer:
    """Issues and checks the visitors' cookies."""

    def __init__(self, secret: str) -> None:
        key = hashlib.blake2b(secret.encode(), person=b"visitor cookie").digest()
        self._keyed = hashlib.blake2b(key=key, digest_size=12)

    def new(self, at: int) -> Session:
        return session(secrets.token_urlsafe(12), at)

    def cookie(self, session: Session) -> str:
        return f"{session}.{self._signature(session)}"

    def session(self, cookie: str | None) -> Session | None:
        """The session in a cookie; None if there is no cookie or we did not sign it."""
        match = _COOKIE.fullmatch(cookie or "")
        if match is None:
            return None
        session, signature = match.groups()
        is_ours = hmac.compare_digest(signature, self._signature(session))
        return Session(session) if is_ours else None

    def _signature(self, session: str) -> str:
        signer = self._keyed.copy()  # a third faster than hashing the key again
        signer.update(session.encode("ascii"))
        base64 = b2a_base64(signer.digest(), newline=False)
        return base64.translate(_FOR_COOKIES).decode("ascii")


def is_prefetch(environ: Mapping[str, Any]) -> bool:
    """Whether the browser loads a page that its reader has not opened yet. environ: WSGI's."""
    for header in ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ"):
        if purpose := environ.get(header):
            return re.search("prefetch|prerender", purpose, re.IGNORECASE) is not None
    return False


@lru_cache(maxsize=2048)
def is_crawler(agent: str) -> bool:
    """Whether the User-Agent is not a browser's, or that of a known crawler."""
    if _BROWSER.match(agent) is None:
        return True
    return _crawlers().search(agent[:LONGEST_AGENT]) is not None


@cache
def _crawlers() -> re.Pattern[str]:
    patterns = [row["pattern"] for row in crawleruseragents.CRAWLER_USER_AGENTS_DATA]
    return re.compile("|".join([*patterns, *_UNLISTED_CRAWLERS]))
