"""Ready pages, ahead of Flask: a page is made once after each change and then only joined with its reader's values.

What a reader gets from here is what Flask would give them: the same headers, the same counting, the newcomer's cookie,
numbers as current as on a page made anew. Staff, forms and everything but plain pages pass by.

No page outlives a change: the generation of the content (newsapp/generation.py) is compared before each answer, and
an article that goes live or expires by the clock ends the pages made before. A page that is missing is made by one
thread of each process, while others that want it wait.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.routing import RequestRedirect
from werkzeug.sansio.utils import get_host

from newsapp import clock
from newsapp.articles import queries
from newsapp.database import db
from newsapp.documents import queries as documents
from newsapp.generation import Generation
from newsapp.visitors.ledger import Ledger
from newsapp.web.compression import takes_gzip
from newsapp.web.counts import shown_counts
from newsapp.web.looks import classes
from newsapp.web.readers import Cookies, Readers, is_person
from newsapp.web.ready import ReadyPage
from newsapp.web.slots import HOST, IN_ENVIRON, Slots, has_marker, marker
from newsapp.web.store import Store

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Key = tuple[str, str, str]
View = TypeVar("View", bound=Callable[..., Any])

KEPT = frozenset({200, 301, 404, 410})
LONGEST = timedelta(seconds=60)
"""How long a page lasts where nothing changes: a bound for what was changed behind the site's back."""
LONGEST_QUERY = 300
"""Characters of a query whose page is kept: what is longer nobody chose from a form of ours."""
PATIENCE = 10
"""Seconds that a request waits for another that makes its page."""
OTHERS_SHARE = 16
"""Pages that were moved, not found or gone may fill this part of the memory: addresses that do not exist are many."""
FEEDS_SHARE = 4
"""What programs read may fill this part: one that reads every page of a feed puts out no page that people read."""

PEOPLES, PROGRAMS = "text/html", ("application/atom+xml", "application/feed+json", "application/xml", "text/plain")
"""The types of what is kept."""

_PAGE = re.compile(r"(?:^|&)page=([1-9][0-9]{0,6})(?=&|$)")
_NAMES_PAGE = re.compile(r"(?:^|&)page=")
_HOST = re.compile(r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.ASCII)
"""What may stand in a page unescaped."""


def ready(view: View) -> View:
    """Mark a view whose page differs between readers in its slots alone, and of the query reads only `page`."""
    view.is_ready_page = True  # type: ignore[attr-defined]
    return view


def ready_by(*keys: str, free: str) -> Callable[[View], View]:
    """The same for a view that reads these keys of the query too. What asks for `free`, anybody's words, is not kept.

    The view's address has no parts that differ.
    """

    def mark(view: View) -> View:
        view.query_keys, view.free_key = keys, free  # type: ignore[attr-defined]
        return ready(view)

    return mark


class PageCache:
    """WSGI middleware around `app`, of which `flask_app` is the core."""

    def __init__(self, app: WSGIApplication, flask_app: Flask, memory: int) -> None:
        self._app = app
        self._flask_app = flask_app
        self._readers: Readers = flask_app.extensions["readers"]
        self._ledger: Ledger = flask_app.extensions["ledger"]
        self._generation: Generation = flask_app.extensions["generation"]
        self._pages: Store[Key, ReadyPage] = Store(memory)
        self._others: Store[Key, ReadyPage] = Store(memory // OTHERS_SHARE)
        self._feeds: Store[Key, ReadyPage] = Store(memory // FEEDS_SHARE)
        self._turns: dict[Key, threading.Event] = {}
        self._lock = threading.Lock()
        self._next_change: tuple[bytes, datetime] = (b"", clock.now())
        self._own_host = lru_cache(64)(self._find_own_host)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method == "GET" or method == "HEAD":
            cookies = self._readers.cookies(environ.get("HTTP_COOKIE", ""))
            host = self._own_host(environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""))
            if host is not None and not cookies.may_be_staff and (key := self._key(environ)) is not None:
                page = self._current(key) or self._made(key, environ)
                if page is not None:
                    return self._answer(page, cookies, host, environ, start_response)
        return self._app(environ, start_response)

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        """Path, what of the query counts, and scheme. None: the page is not for the cache.

        What else an address carries (marks of who linked to it) changes no page.
        """
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if query:
            view = self._views_with_keys.get(path)
            counts = _page_of(query) if view is None else _choice(query, view.query_keys, view.free_key)
            if counts is None:
                return None
            query = counts
        return path, query, environ["wsgi.url_scheme"]

    @cached_property
    def _views_with_keys(self) -> dict[str, Any]:
        """Path -> the view there that was marked by ready_by."""
        views = self._flask_app.view_functions
        rules = self._flask_app.url_map.iter_rules()
        return {rule.rule: views[rule.endpoint] for rule in rules if hasattr(views[rule.endpoint], "query_keys")}

    def _find_own_host(self, scheme: str, host: str) -> str | None:
        """The host as addresses in a page name it; None where the site does not answer to it."""
        try:
            own = get_host(scheme, host, None, self._flask_app.config["TRUSTED_HOSTS"]).lower()
        except SecurityError:
            return None
        return own if _HOST.fullmatch(own) else None

    def _current(self, key: Key) -> ReadyPage | None:
        page = self._pages.get(key) or self._feeds.get(key) or self._others.get(key)
        if page is None or page.generation != self._generation.now() or not page.made <= clock.now() < page.ends:
            return None
        return page

    def _made(self, key: Key, environ: WSGIEnvironment) -> ReadyPage | None:
        """Make the page, or wait for who is making it. None: it is not for the cache."""
        if not self._is_ready_page(environ):
            return None
        while True:
            with self._lock:
                if (page := self._current(key)) is not None:
                    return page
                if (turn := self._turns.get(key)) is None:
                    turn = self._turns[key] = threading.Event()
                    break
            if not turn.wait(PATIENCE):
                return None
        try:
            return self._make(key, environ)
        finally:
            with self._lock:
                del self._turns[key]
            turn.set()

    def _is_ready_page(self, environ: WSGIEnvironment) -> bool:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        try:
            endpoint, _arguments = self._flask_app.url_map.bind("").match(path, "GET")
        except (HTTPException, RequestRedirect):
            return False
        return hasattr(self._flask_app.view_functions[endpoint], "is_ready_page")

    def _make(self, key: Key, environ: WSGIEnvironment) -> ReadyPage | None:
        made, generation, slots = clock.now(), self._generation.now(), Slots()
        status, headers, body = _collected(self._app, _nobodys(environ, key, slots))
        code = int(status[:3])
        varies = set(headers.get("Vary", "").lower().replace(" ", "").split(",")) - {"", "cookie", "accept-encoding"}
        if (
            code not in KEPT
            or varies
            or "Set-Cookie" in headers
            or "no-store" in headers.get("Cache-Control", "")
            or not headers.get("Content-Type", "").startswith((PEOPLES, *PROGRAMS))
            or has_marker(str(headers))
        ):
            return None
        page = ReadyPage(
            status=status,
            headers=[(name, value) for name, value in headers if name not in ("Content-Length", "Vary")],
            body=body,
            slots=slots,
            generation=generation,
            made=made,
            ends=min(self._next_change_after(made, generation), _midnight_after(made, self._flask_app), made + LONGEST),
        )
        store = self._pages if page.is_page else self._feeds if page.is_found else self._others
        store.put(key, page, page.size)
        return page

    def _next_change_after(self, made: datetime, generation: bytes) -> datetime:
        """The moment at which the clock itself changes what readers see; asked once for each generation."""
        known_for, moment = self._next_change
        if known_for != generation or moment <= made:
            with self._flask_app.app_context():
                of_documents = documents.next_changes(made).scalar_subquery()
                moments = db.session.execute(queries.next_changes(made).add_columns(of_documents)).one()
                known = [moment for moment in moments if moment is not None]
                moment = min(known, default=made + timedelta(days=1))
            self._next_change = (generation, moment)
        return moment

    def _answer(
        self, page: ReadyPage, cookies: Cookies, host: str, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        is_get = environ["REQUEST_METHOD"] == "GET"
        is_counted = page.is_page and is_person(environ)
        is_newcomer = is_counted and cookies.visitor is None
        filled = page.filled(
            shown_counts(self._ledger.counts(), page.language),
            classes(cookies.look),
            is_newcomer,
            host,
            takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")),
        )
        if is_newcomer and is_get:
            start_response(page.status, [*filled.headers, ("Set-Cookie", self._readers.newcomers_cookie())])
            return [filled.body]
        if is_counted and is_get and cookies.visitor is not None:
            self._ledger.touch(cookies.visitor, is_page=True, article=page.article)
        if page.is_found and (known := environ.get("HTTP_IF_NONE_MATCH")) and filled.etag in known:
            start_response("304 NOT MODIFIED", filled.headers_of_304)
            return []
        start_response(page.status, filled.headers)
        return [filled.body] if is_get else []


def _page_of(query: str) -> str | None:
    """The page that the query asks for, as we write it; "" for the first; None where that is no number."""
    if not _NAMES_PAGE.search(query):
        return ""
    numbered = _PAGE.search(query)
    return f"page={numbered[1]}" if numbered else None


def _choice(query: str, keys: tuple[str, ...], free: str) -> str | None:
    """The keys that count with their first values, in the order in which the view names them, empty ones left out."""
    if len(query) > LONGEST_QUERY or not query.isascii():
        return None
    asked: dict[str, str] = {}
    for name, value in parse_qsl(query):
        asked.setdefault(name, value)
    if free in asked:
        return None
    return urlencode([(name, asked[name]) for name in (*keys, "page") if name in asked])


def _nobodys(environ: WSGIEnvironment, key: Key, slots: Slots) -> WSGIEnvironment:
    """The same request as nobody would send it: without cookies or any other header, to a host that is a slot."""
    path, query, scheme = key
    plain = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    return plain | {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "CONTENT_LENGTH": "",
        "HTTP_HOST": marker(HOST),
        IN_ENVIRON: slots,
    }


def _collected(app: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, Headers, bytes]:
    """The whole answer of `app`."""
    said: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> Callable[[bytes], None]:
        said[:] = [status, Headers(headers)]
        return lambda _chunk: None

    answer = app(environ, start_response)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return said[0], said[1], body


def _midnight_after(moment: datetime, app: Flask) -> datetime:
    """The next midnight on the site's own clock: the head of each page states the day."""
    with app.app_context():
        here = moment.astimezone(clock.zone())
    return (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def init_app(app: Flask) -> None:
    """Stand ahead of Flask, unless there is no memory for it."""
    if memory := app.config["PAGE_CACHE"]:
        if app.config["TRUSTED_HOSTS"]:
            app.config["TRUSTED_HOSTS"] = [*app.config["TRUSTED_HOSTS"], marker(HOST)]
        app.wsgi_app = PageCache(app.wsgi_app, app, memory)  # type: ignore[method-assign]
