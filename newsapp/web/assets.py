"""Style sheets and scripts: bundled, compressed and named by their content once, then served by WhiteNoise for ever.

What is served stands in `<instance>/static/<digest>/`, made when a process starts and finds it missing. The digest is
of all the sources together, so a changed file has a new address, and a browser may keep the old one unasked.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from wsgiref.headers import Headers

import brotli
from flask import Flask
from whitenoise import WhiteNoise

from newsapp.web.headers import HEADERS

SOURCES = Path(__file__).resolve().parent.parent / "static"
EDITOR = Path(str(files("django_prose_editor"))) / "static" / "django_prose_editor" / "editor.js"
"""The rich-text editor, served from its installed package; only the staff's form asks for it."""
# A reader's page takes public.css and one of the two for what it is: a first visit costs little more than it shows.
BUNDLES = {
    "public.css": ("tokens.css", "base.css", "components.css", "public.css"),
    "story.css": ("prose.css", "story.css", "print.css"),
    "lists.css": ("heads.css", "pagination.css", "lists.css", "edition.css", "print.css"),
    "search.css": ("heads.css", "pagination.css", "lists.css", "search.css", "print.css"),
    "papers.css": ("heads.css", "pagination.css", "prose.css", "story.css", "documents.css", "print.css"),
    "admin.css": (
        "tokens.css",
        "base.css",
        "components.css",
        "pagination.css",
        "prose.css",
        "admin.css",
        "writing.css",
        "charts.css",
        "people.css",
        "desk.css",
    ),
}
TEXT = {".css", ".js", ".svg"}
A_YEAR = 31_536_000
LARGE = 200_000
"""Bytes from which the last percent of compression would make a first start a second slower."""


def init_app(app: Flask) -> None:
    digest = _digest()
    folder = app.config["INSTANCE"] / "static" / digest
    if not folder.exists():
        _prepare(folder)
    app.extensions["static_digest"] = digest
    app.jinja_env.globals["asset"] = lambda name: f"/static/{digest}/{name}"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix=f"static/{digest}/",
        max_age=A_YEAR,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=_add_headers,
    )


def _add_headers(sent: Headers, _path: str, _url: str) -> None:
    for name, value in HEADERS.items():
        sent[name] = value


def _digest() -> str:
    digest = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=6)
    for path in sorted(SOURCES.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(SOURCES).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(EDITOR.read_bytes())
    return digest.hexdigest()


def _prepare(folder: Path) -> None:
    """Fill `folder` at one stroke: several processes may start at the same time."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix="preparing-", dir=folder.parent))
    try:
        for name, content in _served_files().items():
            target = aside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            if target.suffix in TEXT:
                target.with_name(target.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
                target.with_name(target.name + ".br").write_bytes(
                    brotli.compress(content, quality=11 if len(content) < LARGE else 9)
                )
        _let_nginx_read(aside)
        os.rename(aside, folder)  # noqa: PTH104 - must fail, not replace, where another process was first
    except OSError:
        if not folder.exists():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _let_nginx_read(folder: Path) -> None:
    """These files are public; the service's umask keeps everything else from other users."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _served_files() -> dict[str, bytes]:
    """Name -> content of all that is served: the bundles, the scripts, the drawings."""
    served = {name: sheet(parts).encode() for name, parts in BUNDLES.items()}
    for path in sorted(SOURCES.rglob("*")):
        if path.is_file() and path.suffix != ".css":
            served[path.relative_to(SOURCES).as_posix()] = path.read_bytes()
    served["editor/editor.js"] = EDITOR.read_bytes()
    return served


@lru_cache(16)
def sheet(parts: tuple[str, ...]) -> str:
    """These sources as one style sheet."""
    return _compact("\n".join((SOURCES / "css" / part).read_text("utf-8") for part in parts))


def _compact(sheet: str) -> str:
    """A style sheet without comments and the spaces that stand for readers of it; quoted text is left alone."""
    said = _COMMENT.sub(lambda found: found[1] or "", sheet)
    return "".join(
        part if part.startswith('"') else _TIGHT.sub(r"\1", _SPACES.sub(" ", part)) for part in _QUOTED.split(said)
    )


_QUOTED = re.compile(r'("[^"\n]*")')
_COMMENT = re.compile(r'/\*.*?\*/|("[^"\n]*")', re.DOTALL)
_SPACES = re.compile(r"\s+")
_TIGHT = re.compile(r" ?([{};,]) ?|(?<=:) ")
