"""Errors that nginx answers itself, in the site's own look and words: the site is down, or a form is too large."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from newsapp.media import files
from newsapp.web.errors import page_of_its_own

CODES = (413, 502, 503, 504)


def prepare(app: Flask) -> None:
    """Write the pages to `<instance>/static/errors/`, where they are not as they should be."""
    folder: Path = app.config["INSTANCE"] / "static" / "errors"
    with app.test_request_context("/"):
        pages = {folder / f"{code}.html": page_of_its_own(code)[0].encode() for code in CODES}
    for path, page in pages.items():
        if not path.is_file() or path.read_bytes() != page:
            files.write(page, path)
            path.chmod(0o644)
