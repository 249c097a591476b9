""" "Lưu": an article as one file that needs nothing else, to be read in ten years and without the network."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flask import current_app, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles.models import Article
from newsapp.media import pictures
from newsapp.public import public
from newsapp.public.article import attachments_of, published_or_gone
from newsapp.web.addresses import url_for
from newsapp.web.assets import sheet

LIMIT = 4_500_000
"""Bytes of all pictures together; in the file they take a third more."""
WIDTHS = (960, 480)
"""Pixels: all pictures in the first of these kept sizes in which they stay within the limit."""
STYLES = ("tokens.css", "base.css", "prose.css", "story.css", "print.css")
LONGEST_NAME = 100
"""Characters of a file's name, of which each may be three bytes."""

_PICTURE = re.compile(r'<img\b[^>]*\bsrc="/media/([0-9a-f]{32})-\d+\.(?:jpg|webp)"[^>]*>')
_ATTRIBUTE = re.compile(r'\b(src|alt|width)="([^"]*)"')
_OWN_LINK = re.compile(r'\bhref="/(?!/)')
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@public.get("/tin-tuc/<int:number>/<slug>/luu")
def keep_article(number: int, slug: str) -> Response:
    found = published_or_gone(number, clock.now())
    if slug != found.slug:
        return redirect(url_for("public.keep_article", number=number, slug=found.slug), 301)
    style = sheet(STYLES)
    root = f"{request.scheme}://{request.host}"
    pictured = Pictured(root)
    cover, body = pictured.fill([_cover(found), _OWN_LINK.sub(f'href="{escape(root)}/', found.body)])
    page = render_template(
        "public/kept.html",
        article=found,
        address=url_for("public.article", number=number, slug=slug, _external=True),
        attachments=attachments_of(found),
        body=Markup(body),  # noqa: S704 - bodies are cleaned when they are saved
        cover=Markup(cover),  # noqa: S704 - made below
        policy=_policy(style),
        root=root,
        style=Markup(style),  # noqa: S704 - our own sheets
    )
    response = Response(page, mimetype="text/html")
    response.headers["Content-Disposition"] = f"attachment; filename={found.slug}.html; filename*=UTF-8''{_name(found)}"
    response.headers["Content-Security-Policy"] = f"{_policy(style)}; frame-ancestors 'none'"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _policy(style: str) -> str:
    """What the file may load: this style sheet and the pictures in it, and nothing from anywhere."""
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _name(article: Article) -> str:
    """The title as a name on any disk, percent-encoded as RFC 5987 asks."""
    name = _NOT_IN_NAMES.sub(" ", article.title)[:LONGEST_NAME].strip(". ") or article.slug
    return quote(f"{name}.html", safe="")


def _cover(article: Article) -> str:
    if article.cover is None:
        return ""
    of = article.cover
    return f'<img src="/media/{of.digest}-{of.width}.jpg" alt="{escape(article.cover_alt)}" width="{of.width}">'


@dataclass(frozen=True, slots=True)
class Pictured:
    """Puts pictures into texts in place of the links to them. root: the site, where what does not fit is to be had."""

    root: str

    def fill(self, texts: list[str]) -> list[str]:
        found = [(tag[1], _width_of(tag[0])) for text in texts for tag in _PICTURE.finditer(text)]
        for width in WIDTHS:
            files = {digest: _file(digest, own, width) for digest, own in found}
            if sum(file.stat().st_size for file in files.values() if file.is_file()) <= LIMIT:
                break
        left = [LIMIT]
        return [_PICTURE.sub(lambda tag: self._picture(tag, files[tag[1]], left), text) for text in texts]

    def _picture(self, tag: re.Match[str], file: Path, left: list[int]) -> str:
        said = dict(_ATTRIBUTE.findall(tag[0]))
        alt = said.get("alt", "")
        content = file.read_bytes() if file.is_file() else b""
        if not content or len(content) > left[0]:
            return f'<a href="{escape(self.root)}{said["src"]}">{alt or _("Xem ảnh trên trang")}</a>'
        left[0] -= len(content)
        return f'<img src="data:image/jpeg;base64,{b64encode(content).decode()}" alt="{alt}">'


def _width_of(tag: str) -> int:
    """Pixels of the largest size of the picture; a body says it."""
    said = dict(_ATTRIBUTE.findall(tag)).get("width", "")
    return int(said) if said.isdecimal() else WIDTHS[-1]


def _file(digest: str, own: int, width: int) -> Path:
    """The kept size of a picture of `own` pixels that is `width` wide, or as wide as it is."""
    return pictures.path(current_app.config["MEDIA"], digest, min(own, width), "jpg")
