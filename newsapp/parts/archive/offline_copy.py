""" "Lưu": an article as one file that needs nothing else, for reading offline and in ten years."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from flask import current_app, render_template
from flask_babel import gettext as _
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles.image_dimensions import STORED_PICTURE
from newsapp.articles.models import Article
from newsapp.media import pictures
from newsapp.parts.archive import readers
from newsapp.public.article import article_at, attachments_of
from newsapp.web.assets import sheet
from newsapp.web.urls import absolute, url_for

LIMIT = 4_500_000
"""Bytes of all pictures together; in the file they take a third more."""
WIDTHS = (960, 480)
"""Pixels: all pictures in the first of these kept sizes in which they stay within the limit."""
STYLES = "tokens base prose story print"
LONGEST_NAME = 100
"""Characters of a file's name, of which each may be three bytes."""
POLICY = (
    "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'"
)
"""The file may load its own style sheet and the pictures in it, and nothing from anywhere."""

_ATTRIBUTE = re.compile(r'\b(src|alt|width)="([^"]*)"')
_OWN_LINK = re.compile(r'\bhref="/(?!/)')
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@readers.get("/tin-tuc/<int:number>/<slug>/luu")
def offline_copy(number: int, slug: str) -> Response:
    article = article_at(number, slug, "public.archive.offline_copy", clock.now())
    style = sheet(STYLES)
    digest = hashlib.sha256(style.encode()).digest()
    policy = POLICY.format(b64encode(digest).decode())
    text = _OWN_LINK.sub(f'href="{escape(absolute("/"))}', article.body)
    cover, body = embed_pictures([_cover(article), text])
    page = render_template(
        "archive/offline_copy.html",
        article=article,
        address=url_for("public.article", number=number, slug=slug, _external=True),
        attachments=attachments_of(article),
        body=Markup(body),  # noqa: S704 - bodies are cleaned when they are saved
        cover=Markup(cover),  # noqa: S704 - made below
        policy=policy,
        root=absolute(""),
        style=Markup(style),  # noqa: S704 - our own sheets
    )
    response = Response(page, mimetype="text/html")
    response.headers["Content-Disposition"] = (
        f"attachment; filename={article.slug}.html; filename*=UTF-8''{_filename(article)}"
    )
    response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def embed_pictures(texts: Sequence[str]) -> list[str]:
    """The texts with their pictures in them, and with links to those that exceed the limit."""
    tags = [tag for text in texts for tag in STORED_PICTURE.finditer(text)]
    files = _files(tags)
    space = LIMIT

    def embed(tag: re.Match[str]) -> str:
        nonlocal space
        attributes = dict(_ATTRIBUTE.findall(tag[0]))
        alt = attributes.get("alt", "")
        file = files[tag[1]]
        content = file.read_bytes() if file.is_file() else b""
        if not content or len(content) > space:
            address = f"{escape(absolute(''))}{attributes['src']}"
            return f'<a href="{address}">{alt or _("Xem ảnh trên trang")}</a>'
        space -= len(content)
        return f'<img src="data:image/jpeg;base64,{b64encode(content).decode()}" alt="{alt}">'

    return [STORED_PICTURE.sub(embed, text) for text in texts]


def _files(tags: Sequence[re.Match[str]]) -> dict[str, Path]:
    """Digest -> a kept size of the picture, so that all together are within the limit if they can.

    A tag's width is that of the largest kept size, which a smaller picture does not reach.
    """
    files: dict[str, Path] = {}
    for width in WIDTHS:
        for tag in tags:
            largest = dict(_ATTRIBUTE.findall(tag[0])).get("width", "")
            own = int(largest) if largest.isdecimal() else WIDTHS[-1]
            folder = current_app.config["MEDIA"]
            files[tag[1]] = pictures.path(folder, tag[1], min(own, width), "jpg")
        if sum(file.stat().st_size for file in files.values() if file.is_file()) <= LIMIT:
            break
    return files


def _cover(article: Article) -> str:
    """The cover as a tag that a body could hold."""
    cover = article.cover
    if cover is None:
        return ""
    alt = escape(article.cover_alt)
    return f'<img src="/media/{cover.digest}-{cover.width}.jpg" alt="{alt}" width="{cover.width}">'


def _filename(article: Article) -> str:
    """The title as a file's name on any disk, percent-encoded as RFC 5987 asks."""
    name = _NOT_IN_NAMES.sub(" ", article.title)[:LONGEST_NAME].strip(". ") or article.slug
    return quote(f"{name}.html", safe="")
