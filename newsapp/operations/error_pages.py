"""Pages for the errors that nginx answers itself, such as while the site is down."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from newsapp.media import files
from newsapp.web.errors import plain_page

CODES = (400, 403, 404, 405, 413, 429, 500, 502, 503, 504)


def prepare(app: Flask) -> None:
    """Write the pages to `<instance>/static/errors/`, where they are not as they should be."""
    folder: Path = app.config["INSTANCE"] / "static" / "errors"
    for code in CODES:
        with app.test_request_context("/"):
            page = plain_page(code)[0].encode()
        path = folder / f"{code}.html"
        if not path.is_file() or path.read_bytes() != page:
            files.write(page, path)
            path.chmod(0o644)
