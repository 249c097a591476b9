"""Stored pictures and attached files: readers may have those of what is published, staff all."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from flask import abort, current_app, send_file
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from newsapp import clock, file_uses
from newsapp.database import db
from newsapp.media import attachments, pictures
from newsapp.media.models import Attachment
from newsapp.public import public
from newsapp.public.preview import is_shared

A_WEEK = 7 * 86_400
PASSED_ON = ("Content-Type", "Content-Disposition", "Cache-Control")


@public.get("/media/<digest>-<int:width>.<any(webp, jpg):extension>")
def picture(digest: str, width: int, extension: str) -> Response:
    _refuse_unless_shown(digest)
    return _send(pictures.path(current_app.config["MEDIA"], digest, width, extension))


@public.get("/media/<digest>/<filename>")
def attachment(digest: str, filename: str) -> Response:
    """The name in the address is for people to read: the file goes out under its own, with its own type."""
    _refuse_unless_shown(digest)
    stored = db.session.scalar(select(Attachment).where(Attachment.digest == digest)) or abort(404)
    path = attachments.path(current_app.config["MEDIA"], digest, stored.extension)
    return _send(path, download_name=stored.filename)


def _refuse_unless_shown(digest: str) -> None:
    if not (len(digest) == 32 and digest.isascii() and digest.isalnum()):
        abort(404)
    is_public = file_uses.is_public(digest, clock.now())
    if not is_public and not current_user.is_authenticated and not is_shared(digest):
        abort(404)


def _send(path: Path, download_name: str | None = None) -> Response:
    """The file itself, or, where nginx stands in front, the word that it may send it."""
    if not path.is_file():
        abort(404)
    response = send_file(
        path, as_attachment=download_name is not None, download_name=download_name, max_age=A_WEEK, etag=True
    )
    response.headers["Cache-Control"] = f"private, max-age={A_WEEK}"
    return _left_to_nginx(response, path) if current_app.config["ACCEL"] else response


def _left_to_nginx(response: Response, path: Path) -> Response:
    """nginx takes type, name and Cache-Control from us, and length, date and ranges from the file."""
    inside = path.relative_to(current_app.config["MEDIA"]).as_posix()
    headers = {name: response.headers[name] for name in PASSED_ON if name in response.headers}
    response.close()
    return Response(headers=headers | {"X-Accel-Redirect": f"{current_app.config['ACCEL']}/{quote(inside)}"})
