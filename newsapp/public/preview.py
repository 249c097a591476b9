"""A version that staff share by a link, which expires."""

from __future__ import annotations

from flask import Response, abort, current_app, make_response, request

from newsapp import clock
from newsapp.articles import sharing
from newsapp.public import public
from newsapp.public.article import show

COOKIE = "preview"


@public.get("/xem-truoc/<token>")
def shared_preview(token: str) -> Response:
    now = clock.now()
    what = sharing.shared(token, now=now, secret=current_app.config["SECRET_KEY"]) or abort(404)
    page = show(what.article, what.revision, [], [], is_preview=True, preview_until=what.expires_at)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    # The pictures of a draft are not for readers; with this they are for whoever holds the link.
    response.set_cookie(
        COOKIE,
        token,
        max_age=what.expires_at - now,
        path="/media",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["HTTPS"],
    )
    return response


def is_shared(digest: str) -> bool:
    """Whether the browser holds a link to a version that shows the stored file."""
    token = request.cookies.get(COOKIE, "")
    if not token:
        return False
    what = sharing.shared(token, now=clock.now(), secret=current_app.config["SECRET_KEY"])
    return what is not None and sharing.shows(what, digest)
