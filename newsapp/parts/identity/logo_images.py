"""The logo as others show it: icons for browsers and telephones, and the card that stands for a
page without a picture where it is shared. Each is drawn once for a logo and a colour.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from flask import Response, current_app, url_for
from PIL import Image, ImageOps

from newsapp.media import pictures
from newsapp.parts.identity import readers
from newsapp.site.identity import read
from newsapp.web.assets import SOURCES
from newsapp.web.urls import absolute

A_DAY = 86_400
EMBLEM = SOURCES / "img" / "emblem.png"
"""What stands for the logo of an agency without one."""
OWN_COLOUR = "0c4f63"
ICON_SIZES = [(16, 16), (32, 32), (48, 48)]
TOUCH_SIZE = (180, 180)
CARD_SIZE, BAND, LOGO_ON_CARD = (1200, 630), 60, (420, 420)
"""Pixels. The size is the one that Open Graph's readers crop least; the band is in the colour."""

Draw = Callable[[Image.Image, str], bytes]


@readers.get("/favicon.ico")
def favicon() -> Response:
    return _drawn(_icon, "image/x-icon")


@readers.get("/apple-touch-icon.png")
def touch_icon() -> Response:
    return _drawn(_touch_icon, "image/png")


@readers.get("/the-chia-se.png")
def card() -> Response:
    return _drawn(_card, "image/png")


def card_image() -> dict[str, str]:
    """For every page: the card's address, another one for another logo or colour."""
    agency = read()
    look = f"{agency.logo.digest[:8] if agency.logo else 'emblem'}-{agency.colour or OWN_COLOUR}"
    return {"card_image": absolute(url_for("public.identity.card", v=look))}


def _drawn(draw: Draw, mimetype: str) -> Response:
    agency = read()
    source, logo = EMBLEM, agency.logo
    if logo is not None:
        stored = pictures.path(current_app.config["MEDIA"], logo.digest, logo.width, "webp")
        source = stored if stored.exists() else EMBLEM
    content = _once(draw, source, f"#{agency.colour or OWN_COLOUR}")
    headers = {"Cache-Control": f"public, max-age={A_DAY}"}
    return Response(content, mimetype=mimetype, headers=headers)


@lru_cache(16)
def _once(draw: Draw, source: Path, colour: str) -> bytes:
    with Image.open(source) as opened:
        return draw(opened.convert("RGBA"), colour)


def _icon(logo: Image.Image, _colour: str) -> bytes:
    icon = ImageOps.pad(logo, ICON_SIZES[-1], Image.Resampling.LANCZOS)
    return _saved(icon, "ICO", sizes=ICON_SIZES)


def _touch_icon(logo: Image.Image, _colour: str) -> bytes:
    return _saved(_on_white(logo, TOUCH_SIZE), "PNG")


def _card(logo: Image.Image, colour: str) -> bytes:
    card = Image.new("RGB", CARD_SIZE, "white")
    width, height = CARD_SIZE
    card.paste(colour, (0, height - BAND, width, height))
    left, top = (width - LOGO_ON_CARD[0]) // 2, (height - BAND - LOGO_ON_CARD[1]) // 2
    card.paste(_on_white(logo, LOGO_ON_CARD), (left, top))
    return _saved(card, "PNG")


def _on_white(logo: Image.Image, size: tuple[int, int]) -> Image.Image:
    white = Image.new("RGBA", logo.size, "white")
    flat = Image.alpha_composite(white, logo).convert("RGB")
    return ImageOps.pad(flat, size, Image.Resampling.LANCZOS, color="white")


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
