"""The agency's colour as a style sheet of its own: what it says follows from its address, so it is kept for ever."""

from __future__ import annotations

from flask import Response, abort

from newsapp.public import public
from newsapp.site import colours as site

A_YEAR = 31_536_000


@public.get("/mau/<int:form>/<colour>.css")
def colours(form: int, colour: str) -> Response:
    if form != site.FORM or not site.COLOUR.fullmatch(colour) or any(site.failures(colour)):
        abort(404)
    headers = {"Cache-Control": f"public, max-age={A_YEAR}, immutable"}
    return Response(site.style_sheet(colour), mimetype="text/css", headers=headers)


@public.app_context_processor
def form_of_colours() -> dict[str, int]:
    return {"colour_form": site.FORM}
