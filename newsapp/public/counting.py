"""Counting visitors: who asks for a page, and the image that brings a newcomer's cookie back."""

from __future__ import annotations

from base64 import b64decode

from flask import Response, current_app, g, request, session
from markupsafe import Markup

from newsapp.public import public
from newsapp.visitors.ledger import Ledger
from newsapp.web.addresses import url_for
from newsapp.web.readers import is_person, readers
from newsapp.web.slots import NEWCOMER, marker, slots

PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@public.before_request
def recognise() -> None:
    """Find out whether a visitor asks, a newcomer, or neither (a crawler, a prefetch, staff)."""
    counted = slots() is None and is_person(request.environ) and "_user_id" not in session
    g.visitor = readers().cookies(request.headers.get("Cookie", "")).visitor if counted else None
    g.newcomer = counted and g.visitor is None


@public.after_request
def count(response: Response) -> Response:
    """Count the page, or give a newcomer the cookie by which they are known when they come back.

    A view that shows an article says which in `g.article_read`.
    """
    if (made := slots()) is not None:
        made.article = g.get("article_read")
    is_page = request.method == "GET" and response.status_code == 200 and response.mimetype == "text/html"
    if is_page and g.visitor is not None:
        ledger().touch(g.visitor, is_page=True, article=g.get("article_read"))
    elif is_page and g.newcomer:
        response.headers.add("Set-Cookie", readers().newcomers_cookie())
    return response


def newcomers_image() -> str:
    """What a newcomer's page ends with, so that who reads a single page is counted too; nothing on others'."""
    made = slots()
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
    """One invisible point, which only a newcomer's page asks for."""
    if g.visitor is not None:
        article = request.args.get("bai", "")
        is_number = article.isascii() and article.isdigit() and len(article) < 10
        ledger().touch(g.visitor, is_page=False, article=int(article) if is_number else None)
    return Response(PIXEL, mimetype="image/gif", headers={"Cache-Control": "no-store"})


def views(article: int) -> int | None:
    """How often the article was read. A ready page keeps what it was when the page was made, a minute ago at most."""
    return ledger().views(article)


def ledger() -> Ledger:
    found: Ledger = current_app.extensions["ledger"]
    return found
