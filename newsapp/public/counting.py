"""Counting visitors: who asks for a page, and the image that brings a newcomer's cookie back."""

from __future__ import annotations

import time
from base64 import b64decode

from flask import Response, current_app, g, request, session

from newsapp.public import public
from newsapp.visitors import sessions
from newsapp.visitors.ledger import Ledger

PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@public.before_request
def recognise() -> None:
    """Find out whether a visitor asks, a newcomer, or neither (a crawler, a prefetch, staff)."""
    agent = request.headers.get("User-Agent", "")
    counted = not (sessions.is_crawler(agent) or sessions.is_prefetch(request.headers) or "_user_id" in session)
    g.visitor = _signer().session(request.cookies.get(sessions.COOKIE)) if counted else None
    g.newcomer = counted and g.visitor is None


@public.after_request
def count(response: Response) -> Response:
    """Count the page, or give a newcomer the cookie by which they are known when they come back."""
    is_page = request.method == "GET" and response.status_code == 200 and response.mimetype == "text/html"
    if is_page and g.visitor is not None:
        ledger().touch(g.visitor, is_page=True)
    elif is_page and g.newcomer:
        response.set_cookie(
            sessions.COOKIE,
            _signer().cookie(_signer().new(int(time.time()))),
            httponly=True,
            samesite="Lax",
            secure=current_app.config["HTTPS"],
        )
    return response


@public.get("/dem.gif")
def newcomers_image() -> Response:
    """One invisible point. Only a newcomer's page carries it, so that who reads a single page is counted too."""
    if g.visitor is not None:
        ledger().touch(g.visitor, is_page=False)
    return Response(PIXEL, mimetype="image/gif", headers={"Cache-Control": "no-store"})


def ledger() -> Ledger:
    found: Ledger = current_app.extensions["ledger"]
    return found


def _signer() -> sessions.Signer:
    found: sessions.Signer = current_app.extensions["visitor_signer"]
    return found
