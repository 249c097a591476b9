"""Who asks for a page: a visitor, a newcomer, or neither; and what they have chosen for themselves.

Both ways to a page, by way of Flask and from the page cache, ask here, so that they cannot disagree.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from flask import Flask, current_app
from werkzeug.http import dump_cookie

from newsapp.visitors import sessions
from newsapp.visitors.sessions import Session, Signer
from newsapp.web.looks import LOOK_COOKIE, Look, look_in

REMEMBERED = 4096
"""Cookie headers whose meaning is kept, so that a reader's next page costs no second look at the signature."""


class Cookies(NamedTuple):
    """What a reader's cookies say. may_be_staff: there is a staff session, which Flask has yet to check."""

    visitor: Session | None
    look: Look
    may_be_staff: bool


class Readers:
    """Reads what WSGI knows of a request."""

    def __init__(self, signer: Signer, staff_cookie: str, *, secure: bool) -> None:
        self._signer = signer
        self._secure = secure
        self._staff_cookie = staff_cookie
        names = "|".join(map(re.escape, (sessions.COOKIE, LOOK_COOKIE, staff_cookie)))
        self._wanted = re.compile(rf'(?:^|;) *({names})="?([^;"]*)')
        self.cookies = lru_cache(REMEMBERED)(self._cookies)

    def _cookies(self, header: str) -> Cookies:
        found: dict[str, str] = {}
        for name, value in self._wanted.findall(header):
            found.setdefault(name, value)
        return Cookies(
            visitor=self._signer.session(found.get(sessions.COOKIE)),
            look=look_in(found.get(LOOK_COOKIE, "")),
            may_be_staff=self._staff_cookie in found,
        )

    def newcomers_cookie(self) -> str:
        """A Set-Cookie header by which a newcomer is known when they come back."""
        return dump_cookie(
            sessions.COOKIE,
            self._signer.cookie(self._signer.new(int(time.time()))),
            httponly=True,
            samesite="Lax",
            secure=self._secure,
        )


def is_person(environ: Mapping[str, Any]) -> bool:
    """Whether somebody reads this page now: no crawler asks, and no browser that only fetches ahead."""
    return not (sessions.is_crawler(environ.get("HTTP_USER_AGENT", "")) or sessions.is_prefetch(environ))


def readers() -> Readers:
    found: Readers = current_app.extensions["readers"]
    return found


def init_app(app: Flask) -> None:
    signer = Signer(app.config["SECRET_KEY"])
    app.extensions["readers"] = Readers(signer, app.config["SESSION_COOKIE_NAME"], secure=app.config["HTTPS"])
