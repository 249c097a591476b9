"""Stored pictures and attached files: readers may have those of what is published, staff all."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from flask import abort, current_app, request, send_file
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.database import db
from newsapp.media import attachments, pictures, uses
from newsapp.media.models import Attachment
from newsapp.public import public
from newsapp.registry import registry

A_WEEK = 7 * 86_400
OPENED = "pdf"
"""What a browser shows itself; other files are downloaded."""
FRAMED = {
    "Content-Security-Policy": "default-src 'none'; object-src 'self'; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}
"""The headers of a PDF that a page of ours shows in a frame."""
ELSEWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}
"""Of what readers see: programs that show the feeds load the pictures too."""
PASSED_ON = ("Content-Type", "Content-Disposition", "Cache-Control")


@public.get("/media/<digest>-<int:width>.<any(webp, jpg):extension>")
def picture(digest: str, width: int, extension: str) -> Response:
    headers = _refuse_unless_shown(digest)
    response = _send(pictures.path(current_app.config["MEDIA"], digest, width, extension))
    response.headers.update(headers)
    return response


@public.get("/media/<digest>/<filename>")
def attachment(digest: str, filename: str) -> Response:
    """The name in the address is for people: the file is sent with its stored name and type.

    A browser opens a PDF itself; with ?xem a page of ours may show it in a frame.
    """
    headers = _refuse_unless_shown(digest)
    stored = db.session.scalar(select(Attachment).where(Attachment.digest == digest)) or abort(404)
    path = attachments.path(current_app.config["MEDIA"], digest, stored.extension)
    response = _send(path, stored.filename, opens=stored.extension == OPENED)
    is_framed = stored.extension == OPENED and "xem" in request.args
    response.headers.update(headers | (FRAMED if is_framed else {}))
    return response


def _refuse_unless_shown(digest: str) -> dict[str, str]:
    """Return the headers that say which sites may show the file."""
    if not (len(digest) == 32 and digest.isascii() and digest.isalnum()):
        abort(404)
    if uses.is_public(digest, clock.now()):
        return ELSEWHERE
    if current_user.is_authenticated:
        return {}
    if not any(may_see(digest) for may_see in registry().may_see_file):
        abort(404)
    return {}


def _send(path: Path, download_name: str | None = None, *, opens: bool = False) -> Response:
    """Send the file, or let nginx send it by X-Accel-Redirect. opens: in the browser itself."""
    if not path.is_file():
        abort(404)
    response = send_file(
        path,
        as_attachment=download_name is not None and not opens,
        download_name=download_name,
        max_age=A_WEEK,
        etag=True,
    )
    response.headers["Cache-Control"] = f"private, max-age={A_WEEK}"
    return _left_to_nginx(response, path) if current_app.config["ACCEL"] else response


def _left_to_nginx(response: Response, path: Path) -> Response:
    """nginx takes type, name and Cache-Control from us; length, date, ranges from the file."""
    inside = path.relative_to(current_app.config["MEDIA"]).as_posix()
    headers = {name: response.headers[name] for name in PASSED_ON if name in response.headers}
    response.close()
    return Response(
        headers=headers | {"X-Accel-Redirect": f"{current_app.config['ACCEL']}/{quote(inside)}"}
    )
