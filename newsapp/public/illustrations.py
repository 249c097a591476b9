"""The pictures in an article's text, in all their kept sizes, so that a phone loads no more than it shows."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from newsapp.public import public
from newsapp.public.cards import shown

SIZES = "(min-width: 60em) 44rem, 100vw"
_PICTURE = re.compile(r'<img\b[^>]*\bsrc="/media/([0-9a-f]{32})-\d+\.(?:jpg|webp)"[^>]*>')
_ATTRIBUTE = re.compile(r'\b(alt|width|height)="([^"]*)"')


@public.app_template_filter("illustrated")
def illustrated(body: str) -> Markup:
    """A clean body with each of our pictures as <picture> of WebP and JPEG in several widths."""
    # A table that is wider than the window scrolls by itself, and so must be within reach of the keyboard.
    body = body.replace("<table", '<table tabindex="0"')
    return Markup(_PICTURE.sub(_with_sizes, body))  # noqa: S704 - bodies are cleaned when they are saved


def _with_sizes(found: re.Match[str]) -> str:
    said = dict(_ATTRIBUTE.findall(found[0]))
    alt = said.get("alt", "")
    if not (said.get("width", "").isdecimal() and said.get("height", "").isdecimal()):
        return found[0] if "alt" in said else found[0].replace("<img", '<img alt=""', 1)
    view = shown(found[1], int(said["width"]), int(said["height"]), alt)
    sizes = escape(SIZES)
    return (
        f'<picture><source type="image/webp" srcset="{view.webp}" sizes="{sizes}">'
        f'<img src="{view.src}" srcset="{view.jpeg}" sizes="{sizes}" width="{view.width}" height="{view.height}"'
        f' alt="{alt}" loading="lazy"></picture>'
    )
