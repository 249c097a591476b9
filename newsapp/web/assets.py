"""Style sheets, scripts and images: bundled, compressed and served by WhiteNoise.

They are served from `<instance>/static/<digest>/`, a folder that a starting process makes if it is
missing. The digest is that of all sources, so a changed file has a new URL, and browsers may keep
every file for ever.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from wsgiref.headers import Headers

import brotli
from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from newsapp.web.headers import HEADERS, strict_transport

SOURCES = Path(__file__).resolve().parent.parent / "static"
EDITOR = Path(str(files("django_prose_editor"))) / "static" / "django_prose_editor" / "editor.js"
"""The rich-text editor, from its installed package; only the article form loads it."""
# A public page loads public.css and one other, so that a first visit loads little that it does not
# show.
BUNDLES = {
    "public.css": "tokens base components public",
    "story.css": "prose story print",
    "lists.css": "heads pagination lists focus edition print",
    "search.css": "heads pagination lists search print",
    "papers.css": "heads pagination prose story documents print",
    "contact.css": "heads pagination contact print",
    "notice.css": "notice",
    "admin.css": "tokens base components pagination prose admin writing writing-bar"
    " writing-panels writing-tools charts people desk",
}
LARGE = 200_000
"""Bytes. For larger files the best compression would make the first start a second slower."""


def init_app(app: Flask) -> None:
    digest = _digest()
    folder = app.config["INSTANCE"] / "static" / digest
    if not folder.exists():
        _prepare(folder)
    app.extensions["static_digest"] = digest
    app.jinja_env.globals["asset"] = lambda name: f"/static/{digest}/{name}"
    every = HEADERS | strict_transport(app)

    def add_headers(headers: Headers, _path: str, _url: str) -> None:
        for name, value in every.items():
            headers[name] = value

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix=f"static/{digest}/",
        max_age=WhiteNoise.FOREVER,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=add_headers,
    )


def _digest() -> str:
    digest = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=6)
    for path in sorted(SOURCES.rglob("*")):
        if path.is_file():
            name = path.relative_to(SOURCES).as_posix()
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(EDITOR.read_bytes())
    return digest.hexdigest()


class _Compressor(Compressor):  # type: ignore[misc]
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        compressed: bytes = brotli.compress(data, quality=11 if len(data) < LARGE else 9)
        return compressed


def _prepare(folder: Path) -> None:
    """Make the folder in one step, because several processes may start at the same time."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    compressor = _Compressor(quiet=True)
    with TemporaryDirectory(
        prefix="preparing-", dir=folder.parent, ignore_cleanup_errors=True
    ) as name:
        temporary = Path(name)
        for url, content in _served_files().items():
            path = temporary / url
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if compressor.should_compress(url):
                compressor.compress(str(path))
        _let_nginx_read(temporary)
        try:
            temporary.rename(folder)
        except OSError:
            if not folder.exists():
                raise


def _let_nginx_read(folder: Path) -> None:
    """Undo the service's umask, which hides everything else from other users."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _served_files() -> dict[str, bytes]:
    """URL below the prefix -> content, for all files."""
    served = {name: sheet(parts).encode() for name, parts in BUNDLES.items()}
    for path in sorted(SOURCES.rglob("*")):
        if path.is_file() and path.suffix != ".css":
            content = path.read_bytes()
            is_script = path.suffix == ".js"
            name = path.relative_to(SOURCES).as_posix()
            served[name] = _compact_script(content) if is_script else content
    served["editor/editor.js"] = EDITOR.read_bytes()
    return served


@lru_cache(16)
def sheet(parts: str) -> str:
    """One style sheet from the sources with these names, which are separated by spaces."""
    sources = [SOURCES / "css" / f"{part}.css" for part in parts.split()]
    return _compact_sheet("\n".join(source.read_text("utf-8") for source in sources))


def _compact_sheet(sheet: str) -> str:
    """The sheet without comments, needless spaces, zeros and semicolons. Quoted text stays."""
    compact = ""
    for text in _QUOTED.split(_COMMENT.sub(r"\1", sheet)):
        is_quoted = text.startswith('"')
        compact += text if is_quoted else _NEEDLESS.sub(r"\1", _SPACES.sub(" ", text))
    return compact


def _compact_script(source: bytes) -> bytes:
    """The script without indents and comment lines. None of its strings spans two lines."""
    return _INDENT_OR_COMMENT.sub(b"", source)


_INDENT_OR_COMMENT = re.compile(rb"^[ \t]*(?://.*)?\n|^[ \t]+", re.MULTILINE)
_QUOTED = re.compile(r'("[^"\n]*")')
_COMMENT = re.compile(r'/\*.*?\*/|("[^"\n]*")', re.DOTALL)
_SPACES = re.compile(r"\s+")
_NEEDLESS = re.compile(r" ?(?:; ?(?=\})|([{};,>]) ?)|(?<=:) |(?<=[ :(,-])0(?=\.\d)")
