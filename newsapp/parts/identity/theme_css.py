"""The agency's colour as a style sheet. Its address contains all it depends on."""

from __future__ import annotations

from flask import Response, abort, url_for

from newsapp.parts.identity import colours, readers

A_YEAR = 31_536_000


@readers.get("/mau/<int:version>/<colour>.css")
def theme(version: int, colour: str) -> Response:
    is_colour = version == colours.VERSION and colours.COLOUR.fullmatch(colour)
    if not is_colour or any(colours.failures(colour)):
        abort(404)
    headers = {"Cache-Control": f"public, max-age={A_YEAR}, immutable"}
    return Response(colours.style_sheet(colour), mimetype="text/css", headers=headers)


@readers.app_template_global()
def theme_url(colour: str) -> str:
    return url_for("public.identity.theme", version=colours.VERSION, colour=colour)
