"""The addresses below /.well-known/ that programs ask for (RFC 8615)."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, abort, current_app, redirect
from werkzeug.wrappers import Response as BaseResponse

from newsapp import clock
from newsapp.public import public
from newsapp.web.urls import url_for

GOOD_FOR = timedelta(days=180)
"""RFC 9116 asks for less than a year."""


@public.get("/.well-known/security.txt")
def security_txt() -> Response:
    """Whom to tell of a hole in this site (RFC 9116)."""
    contact = current_app.config["SECURITY_CONTACT"] or abort(404)
    expires = clock.now().replace(hour=0, minute=0, second=0, microsecond=0) + GOOD_FOR
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi, en",
        f"Canonical: {url_for('public.security_txt', _external=True)}",
    ]
    return Response("\n".join([*lines, ""]), mimetype="text/plain")


@public.get("/.well-known/change-password")
def change_password() -> BaseResponse:
    """Where programs that keep passwords lead people who want to change one."""
    return redirect(url_for("admin.account"), 302)
