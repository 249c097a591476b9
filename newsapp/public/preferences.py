"""The reader's own choices, kept in a cookie of theirs."""

from __future__ import annotations

from flask import abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from newsapp.extensions import csrf
from newsapp.public import public
from newsapp.web.display_preferences import LOOK_COOKIE, Look, changed
from newsapp.web.urls import own_path
from newsapp.web.visitor_cookies import visitor_cookies

A_YEAR = 31_536_000


def chosen_look() -> Look:
    return visitor_cookies().cookies(request.headers.get("Cookie", "")).look


@public.post("/co-chu", defaults={"place": "co-chu"})
@public.post("/hien-thi", defaults={"place": "hien-thi"})
@csrf.exempt  # changes nothing but the reader's own view; a page for everybody cannot carry a token
def change_look(place: str) -> Response:
    """One button of the panel, or of an article's A-, A, A+; then back to where it was pressed."""
    look = changed(chosen_look(), request.form.get("step", "")) or abort(400)
    page = own_path(request.form.get("next")) or url_for("public.home")
    response = redirect(f"{page}#{place}", 303)
    response.set_cookie(
        LOOK_COOKIE, look.cookie, max_age=A_YEAR, samesite="Lax", secure=current_app.config["HTTPS"]
    )
    return response
