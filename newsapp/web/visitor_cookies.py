"""What a reader's cookies say: who visits, and how pages should look.

Both Flask and the page cache ask here, so that they cannot disagree.
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
from newsapp.visitors.counter_store import VISIT_GAP
from newsapp.visitors.sessions import Session, Signer
from newsapp.web.display_preferences import LOOK_COOKIE, Look, look_in

READ_COOKIE = "read"
"""The browser keeps it for one article's addresses and VISIT_GAP seconds, so that opening the
article again is no other view and nothing here says who read what.
"""
REMEMBERED = 4096
"""Cookie headers that are remembered, so that a signature is checked once."""


class Cookies(NamedTuple):
    """has_read: the article was opened less than VISIT_GAP ago. may_be_staff: there is a staff
    session, which Flask has yet to check.
    """

    visitor: Session | None
    has_read: bool
    look: Look
    may_be_staff: bool

    def unread(self, article: int | None) -> int | None:
        """The article on the page, unless this browser has just read it."""
        return None if self.has_read else article


class VisitorCookies:
    """Reads the Cookie header of a request."""

    def __init__(self, signer: Signer, staff_cookie: str, *, secure: bool) -> None:
        self._signer = signer
        self._staff_cookie = staff_cookie
        self._secure = secure
        every = (sessions.COOKIE, READ_COOKIE, LOOK_COOKIE, staff_cookie)
        names = "|".join(map(re.escape, every))
        self._cookie = re.compile(rf'(?:^|;) *({names})="?([^;"]*)')
        self.cookies = lru_cache(REMEMBERED)(self._read)

    def _read(self, header: str) -> Cookies:
        values: dict[str, str] = {}
        for name, value in self._cookie.findall(header):
            values.setdefault(name, value)
        return Cookies(
            visitor=self._signer.session(values.get(sessions.COOKIE)),
            has_read=READ_COOKIE in values,
            look=look_in(values.get(LOOK_COOKIE, "")),
            may_be_staff=self._staff_cookie in values,
        )

    def newcomers_cookie(self) -> str:
        """The Set-Cookie header by which a newcomer is recognised later."""
        session = self._signer.new(int(time.time()))
        value = self._signer.cookie(session)
        return dump_cookie(
            sessions.COOKIE, value, httponly=True, samesite="Lax", secure=self._secure
        )

    def read_cookie(self, article: int) -> str:
        """The Set-Cookie header by which the browser knows that it has read the article."""
        return dump_cookie(
            READ_COOKIE,
            "1",
            max_age=VISIT_GAP,
            path=f"/tin-tuc/{article}",
            httponly=True,
            samesite="Lax",
            secure=self._secure,
        )


def is_person(environ: Mapping[str, Any]) -> bool:
    """Whether a person reads the page now, not a program or a browser that prefetches."""
    is_crawler = sessions.is_crawler(environ.get("HTTP_USER_AGENT", ""))
    return not (is_crawler or sessions.is_prefetch(environ))


def visitor_cookies() -> VisitorCookies:
    cookies: VisitorCookies = current_app.extensions["visitor_cookies"]
    return cookies


def init_app(app: Flask) -> None:
    signer = Signer(app.config["SECRET_KEY"])
    app.extensions["visitor_cookies"] = VisitorCookies(
        signer, app.config["SESSION_COOKIE_NAME"], secure=app.config["HTTPS"]
    )
