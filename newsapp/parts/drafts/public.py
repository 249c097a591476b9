"""The preview of a version for holders of an expiring link."""

from __future__ import annotations

from flask import Response, abort, current_app, make_response, request

from newsapp import clock
from newsapp.parts.drafts import readers, sharing
from newsapp.public.article import show


@readers.get("/xem-truoc/<token>")
def shared_preview(token: str) -> Response:
    now = clock.now()
    shared = sharing.shared(token, now=now, secret=current_app.config["SECRET_KEY"]) or abort(404)
    frame = {"is_preview": True, "preview_until": shared.expires_at}
    response = make_response(show(shared.article, shared.revision, [], [], **frame))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    # With this cookie the holder of the link may load the draft's pictures.
    response.set_cookie(
        _cookie_name(),
        token,
        max_age=shared.expires_at - now,
        path="/media",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["HTTPS"],
    )
    return response


def is_shared(digest: str) -> bool:
    """Whether the browser holds a link to a version that shows the stored file."""
    token = request.cookies.get(_cookie_name(), "")
    if not token:
        return False
    shared = sharing.shared(token, now=clock.now(), secret=current_app.config["SECRET_KEY"])
    return shared is not None and sharing.shows(shared, digest)


def _cookie_name() -> str:
    """Over https browsers take `__Secure-` from https only; `__Host-` allows no path."""
    return "__Secure-preview" if current_app.config["HTTPS"] else "preview"
