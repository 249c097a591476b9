"""Counting visitors, and the image that returns a newcomer's cookie."""

from __future__ import annotations

from base64 import b64decode

from flask import Response, g, request, session
from markupsafe import Markup

from newsapp.public import public
from newsapp.visitors import counter
from newsapp.web.placeholders import NEWCOMER, marker, placeholders
from newsapp.web.urls import url_for
from newsapp.web.visitor_cookies import is_person, visitor_cookies

PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
UNCOUNTED = "newsapp.uncounted"
"""Stands in the environ of a request for a copy of the site: it counts nothing, shows no count."""


@public.before_request
def recognise() -> None:
    """Set g.visitor or g.newcomer, or neither for crawlers, prefetches and staff."""
    counted = placeholders() is None and is_person(request.environ) and "_user_id" not in session
    cookies = visitor_cookies().cookies(request.headers.get("Cookie", ""))
    g.cookies = cookies
    g.visitor = cookies.visitor if counted else None
    g.newcomer = counted and g.visitor is None


@public.after_request
def count(response: Response) -> Response:
    """Count the page, or set a newcomer's cookie. Article views set `g.article_read`."""
    if (made := placeholders()) is not None:
        made.article = g.get("article_read")
    is_ok = request.method == "GET" and response.status_code == 200
    is_page = is_ok and response.mimetype == "text/html"
    if is_page and g.visitor is not None:
        _hit(response, g.get("article_read"), is_page=True)
    elif is_page and g.newcomer:
        response.headers.add("Set-Cookie", visitor_cookies().newcomers_cookie())
    return response


def _hit(response: Response, article: int | None, *, is_page: bool) -> None:
    counter().hit(g.visitor, is_page=is_page, article=g.cookies.unread(article))
    if article is not None:
        response.headers.add("Set-Cookie", visitor_cookies().read_cookie(article))


def is_counted() -> bool:
    """Whether the request is that of a reader, or of the page cache for readers."""
    return UNCOUNTED not in request.environ


def newcomers_image() -> str:
    """The end of a newcomer's page, which counts people who read a single page; else ""."""
    made = placeholders()
    if made is None and not g.get("newcomer"):
        return ""
    address = url_for("public.newcomer", bai=g.get("article_read"))
    image = Markup('<img class="newcomer" src="{}" width="1" height="1" alt="">').format(address)
    if made is None:
        return image
    made.newcomers_image = image
    return marker(NEWCOMER)


@public.get("/dem.gif")
def newcomer() -> Response:
    """The invisible image, which only a newcomer's page contains."""
    answer = Response(PIXEL, mimetype="image/gif", headers={"Cache-Control": "no-store"})
    if g.visitor is not None:
        article = request.args.get("bai", "")
        is_number = article.isascii() and article.isdigit() and len(article) < 10
        _hit(answer, int(article) if is_number else None, is_page=False)
    return answer


def views(article: int) -> int | None:
    """How often the article was read, up to a minute old on a cached page."""
    return counter().views(article) if is_counted() else None
