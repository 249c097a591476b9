"""A cache of whole pages, ahead of Flask. A page is made once after each change, and each request
only fills in the values that differ per reader.

Readers get the same from here as from Flask: headers, counting, the newcomer's cookie, current
numbers. Requests of staff, forms and everything but plain pages go on to Flask.

No page outlives a change: its content version is compared before each answer
(newsapp/content_version.py), and it ends at the next moment at which the clock changes what readers
see. A page that is missing is made by one thread of each process, while the others wait.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, urlencode
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

from flask import Flask
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.sansio.utils import get_host
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.content_version import ContentVersion
from newsapp.registry import registry
from newsapp.visitors.visitor_counter import VisitorCounter
from newsapp.web.cached_page import CachedPage, Headers
from newsapp.web.compression import accepts_gzip
from newsapp.web.counter_format import shown_counts
from newsapp.web.display_preferences import classes
from newsapp.web.lru_cache import LruCache
from newsapp.web.placeholders import ENVIRON_KEY, HOST, Placeholders, has_marker, marker
from newsapp.web.visitor_cookies import Cookies, VisitorCookies, is_person

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Key = tuple[str, str, str]
"""Path, the part of the query that matters, scheme."""
Pages = LruCache[Key, CachedPage]
View = TypeVar("View", bound=Callable[..., Any])

STATUSES = frozenset({200, 301, 404, 410})
MIMETYPES = frozenset(
    {
        "text/html",
        "application/atom+xml",
        "application/feed+json",
        "application/xml",
        "text/plain",
    }
)
LIFETIME = timedelta(seconds=60)
"""If you edit the database directly, pages may stay stale for this long."""
LONGEST_URL = 1000
"""Characters of a path and its query. Pages with longer ones are not cached."""
REMEMBERED_URLS = 4096
"""URLs whose keys are remembered."""
WAIT = 10
"""Seconds that a request waits for another one that makes its page."""
FEEDS_SHARE = 4
"""Divisor: the share of the memory for feeds, so that reading a whole feed evicts no page."""
OTHERS_SHARE = 16
"""Divisor: the share of the memory for 301, 404 and 410 responses, so that requests for random URLs
cannot evict real pages.
"""

_PAGE_NUMBER = re.compile("[1-9][0-9]{0,6}", re.ASCII)
_HOST = re.compile(r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.ASCII)
"""Host names that may stand in a page unescaped."""


def cached(view: View) -> View:
    """Let the pages of a view be cached. The view reads only `page` from the query, and its pages
    differ between readers only in placeholders.
    """
    return cached_by()(view)


def cached_by(*keys: str, free: str | None = None) -> Callable[[View], View]:
    """The same for a view that also reads `keys` from the query. A query that contains the key
    `free`, whose value is a reader's own words, is not cached.
    """

    def mark(view: View) -> View:
        view.cached_query = ((*keys, "page"), free)  # type: ignore[attr-defined]
        return view

    return mark


class PageCache:
    """WSGI middleware around `app`, of which `flask_app` is the core."""

    def __init__(self, app: WSGIApplication, flask_app: Flask, memory: int) -> None:
        self._app = app
        self._flask_app = flask_app
        self._readers: VisitorCookies = flask_app.extensions["visitor_cookies"]
        self._counter: VisitorCounter = flask_app.extensions["visitor_counter"]
        self._content_version: ContentVersion = flask_app.extensions["content_version"]
        self._pages = Pages(memory)
        self._feeds = Pages(memory // FEEDS_SHARE)
        self._others = Pages(memory // OTHERS_SHARE)
        self._lock = threading.Lock()
        self._being_made: WeakValueDictionary[Key, threading.Lock] = WeakValueDictionary()
        self._next_change: tuple[bytes, datetime] = (b"", clock.now())
        self._key = lru_cache(REMEMBERED_URLS)(self._find_key)
        self._own_host = lru_cache(64)(self._find_own_host)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if method in ("GET", "HEAD") and len(path) + len(query) <= LONGEST_URL:
            cookies = self._readers.cookies(environ.get("HTTP_COOKIE", ""))
            scheme = environ["wsgi.url_scheme"]
            host = self._own_host(scheme, environ.get("HTTP_HOST", ""))
            if host is not None and not cookies.may_be_staff:
                key = self._key(path, query, scheme)
                page = key and (self._current(key) or self._made(key, environ))
                if page:
                    return self._answer(page, cookies, host, environ, start_response)
        return self._app(environ, start_response)

    def _find_key(self, path: str, query: str, scheme: str) -> Key | None:
        """None: the page must not be cached."""
        readable_path = path.encode("latin-1").decode("utf-8", "replace")
        try:
            endpoint, _arguments = self._flask_app.url_map.bind("").match(readable_path, "GET")
        except HTTPException:
            return None
        view = self._flask_app.view_functions[endpoint]
        if not hasattr(view, "cached_query"):
            return None
        relevant = _relevant_query(query, *view.cached_query)
        return None if relevant is None else (path, relevant, scheme)

    def _find_own_host(self, scheme: str, host: str) -> str | None:
        """The host as URLs in a page name it; None if the site must not answer to it."""
        try:
            own = get_host(scheme, host, None, self._flask_app.config["TRUSTED_HOSTS"]).lower()
        except SecurityError:
            return None
        return own if _HOST.fullmatch(own) else None

    def _current(self, key: Key) -> CachedPage | None:
        page = self._pages.get(key) or self._feeds.get(key) or self._others.get(key)
        if page is None or page.content_version != self._content_version.now():
            return None
        is_valid = page.made <= clock.now() < page.ends
        return page if is_valid else None

    def _made(self, key: Key, environ: WSGIEnvironment) -> CachedPage | None:
        """Make the page, or wait for the thread that makes it. None: it must not be cached."""
        with self._lock:
            turn = self._being_made.setdefault(key, threading.Lock())
        if not turn.acquire(timeout=WAIT):
            return None
        try:
            return self._current(key) or self._make(key, environ)
        finally:
            turn.release()

    def _make(self, key: Key, environ: WSGIEnvironment) -> CachedPage | None:
        made = clock.now()
        version = self._content_version.now()
        placeholders = Placeholders()
        request = _without_reader(environ, key, placeholders)
        response = Response.from_app(self._app, request, buffered=True)
        if not _may_be_cached(response):
            return None
        ends = min(
            self._next_change_after(made, version),
            _midnight_after(made, ZoneInfo(self._flask_app.config["TIMEZONE"])),
            made + LIFETIME,
        )
        page = CachedPage(response, placeholders, content_version=version, made=made, ends=ends)
        if page.is_html:
            self._pages.put(key, page, page.size)
        elif page.is_found:
            self._feeds.put(key, page, page.size)
        else:
            self._others.put(key, page, page.size)
        return page

    def _next_change_after(self, made: datetime, version: bytes) -> datetime:
        """The moment at which the clock itself changes what readers see; asked once for each
        version of the content.
        """
        known_for, moment = self._next_change
        if known_for != version or moment <= made:
            with self._flask_app.app_context():
                moment = registry().next_change_after(made) or made + timedelta(days=1)
            self._next_change = (version, moment)
        return moment

    def _answer(
        self,
        page: CachedPage,
        cookies: Cookies,
        host: str,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        is_get = environ["REQUEST_METHOD"] == "GET"
        is_counted = page.is_html and is_person(environ)
        is_newcomer = is_counted and cookies.visitor is None
        counts = shown_counts(self._counter.counts(), page.language)
        values = (counts, classes(cookies.look), is_newcomer, host)
        filled = page.filled(values, accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if is_newcomer and is_get:
            cookie = ("Set-Cookie", self._readers.newcomers_cookie())
            start_response(page.status, [*filled.headers, cookie])
            return [filled.body]
        own_headers = self._count(page, cookies) if is_counted and is_get else []
        if page.is_found and filled.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 NOT MODIFIED", [*filled.headers_of_304, *own_headers])
            return []
        start_response(page.status, [*filled.headers, *own_headers])
        return [filled.body] if is_get else []

    def _count(self, page: CachedPage, cookies: Cookies) -> Headers:
        """Count a visitor's page; the headers by which an article's next view is known."""
        if cookies.visitor is None:
            return []
        article = page.article
        self._counter.hit(cookies.visitor, is_page=True, article=cookies.unread(article))
        return [] if article is None else [("Set-Cookie", self._readers.read_cookie(article))]


def _relevant_query(query: str, keys: tuple[str, ...], free: str | None) -> str | None:
    """The first values of these keys, in this order, without empty ones.

    Other keys, such as trackers of links, change no page. None: the page must not be cached.
    """
    values: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        values.setdefault(name, value)
    page = values.get("page", "1")
    if free in values or not _PAGE_NUMBER.fullmatch(page) or not query.isascii():
        return None
    relevant = {name: values[name] for name in keys if values.get(name)}
    return urlencode(relevant)


def _may_be_cached(response: Response) -> bool:
    varies = response.vary.as_set() - {"cookie", "accept-encoding"}
    return (
        response.status_code in STATUSES
        and response.mimetype in MIMETYPES
        and not varies
        and not response.cache_control.no_store
        and "Set-Cookie" not in response.headers
        and not has_marker(str(response.headers))
    )


def _without_reader(
    environ: WSGIEnvironment, key: Key, placeholders: Placeholders
) -> WSGIEnvironment:
    """The request without cookies and all other headers, to a placeholder for the host."""
    path, query, scheme = key
    without_headers = {
        name: value for name, value in environ.items() if not name.startswith("HTTP_")
    }
    return without_headers | {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "CONTENT_LENGTH": "",
        "HTTP_HOST": marker(HOST),
        ENVIRON_KEY: placeholders,
    }


def _midnight_after(moment: datetime, zone: ZoneInfo) -> datetime:
    """The end of the local day: the head of each page states the day."""
    next_day = moment.astimezone(zone) + timedelta(days=1)
    return next_day.replace(hour=0, minute=0, second=0, microsecond=0)


def init_app(app: Flask) -> None:
    """Put the cache ahead of Flask, unless it has no memory."""
    if memory := app.config["PAGE_CACHE"]:
        if app.config["TRUSTED_HOSTS"]:
            app.config["TRUSTED_HOSTS"] = [*app.config["TRUSTED_HOSTS"], marker(HOST)]
        app.wsgi_app = PageCache(app.wsgi_app, app, memory)  # type: ignore[method-assign]
