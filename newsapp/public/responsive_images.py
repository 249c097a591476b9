"""Pictures in all their stored sizes, so that a phone loads no more than it shows."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from newsapp.articles.image_dimensions import STORED_PICTURE
from newsapp.public import public
from newsapp.public.cards import shown

SIZES = "(min-width: 60em) 44rem, 100vw"
_ATTRIBUTE = re.compile(r'\b(alt|width|height)="([^"]*)"')


@public.app_template_filter("illustrated")
def illustrated(body: str) -> Markup:
    """A clean body with each of our pictures as <picture>: WebP in several widths, and a JPEG."""
    # A wide table scrolls by itself, so it must be reachable by keyboard.
    body = body.replace("<table", '<table tabindex="0"')
    pictured = STORED_PICTURE.sub(_with_sizes, body)
    return Markup(pictured)  # noqa: S704 - bodies are cleaned when they are saved


def _with_sizes(image: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(image[0]))
    alt = attributes.get("alt", "")
    width, height = attributes.get("width", ""), attributes.get("height", "")
    if not (width.isdecimal() and height.isdecimal()):
        return image[0] if "alt" in attributes else image[0].replace("<img", '<img alt=""', 1)
    view = shown(image[1], int(width), int(height), alt)
    sizes = escape(SIZES)
    return (
        f'<picture><source type="image/webp" srcset="{view.webp}" sizes="{sizes}">'
        f'<img src="{view.src}"'
        f' width="{view.width}" height="{view.height}"'
        f' alt="{alt}" loading="lazy"></picture>'
    )
