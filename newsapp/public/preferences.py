"""The reader's own choices, kept in a cookie of theirs."""

from __future__ import annotations

from flask import abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from newsapp.extensions import csrf
from newsapp.public import public
from newsapp.web.addresses import own_path
from newsapp.web.readers import TEXT_SIZE_COOKIE, TEXT_SIZES, USUAL, readers

A_YEAR = 31_536_000


def chosen_text_size() -> int:
    return readers().cookies(request.headers.get("Cookie", "")).text_size


@public.post("/co-chu")
@csrf.exempt  # changes nothing but the reader's own view; a page for everybody cannot carry a token
def text_size() -> Response:
    """A-, A or A+: set the size and go back to the page it was asked on."""
    place = TEXT_SIZES.index(chosen_text_size())
    places = {"smaller": place - 1, "usual": TEXT_SIZES.index(USUAL), "larger": place + 1}
    step = request.form.get("step", "")
    if step not in places:
        abort(400)
    size = TEXT_SIZES[min(max(places[step], 0), len(TEXT_SIZES) - 1)]
    page = own_path(request.form.get("next")) or url_for("public.home")
    response = redirect(f"{page}#co-chu", 303)
    response.set_cookie(TEXT_SIZE_COOKIE, str(size), max_age=A_YEAR, samesite="Lax", secure=current_app.config["HTTPS"])
    return response
