"""The site's main colour, and whether everything drawn with it can be read.

Contrast is defined by WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): criterion 1.4.3
requires 4.5 to 1 for text, criterion 1.4.11 requires 3 to 1 for marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

VERSION = 1
"""Raise it when style_sheet() changes. It is in the address, which browsers cache for a year."""

TEXT, MARK, NIGHT_TEXT = 4.5, 3.0, 7.0
COLOUR = re.compile(r"[0-9a-f]{6}")
WHITE, BLACK = "ffffff", "000000"
BASE = {
    "light": {
        "paper": "ffffff",
        "ground": "f4f6f5",
        "ink": "1b2428",
        "accent-ink": "ffffff",
        "ring": "ffd7b0",
    },
    "dark": {
        "paper": "151c1f",
        "ground": "0e1416",
        "ink": "e6ecec",
        "accent-ink": "f2fafb",
        "ring": "ffd7b0",
    },
}
"""The colours of static/css/tokens.css next to the main one. ring: focus on masthead and foot."""

PAIRS = (
    ("accent-ink", "accent", TEXT),
    ("ring", "accent", MARK),
    ("link", "paper", TEXT),
    ("link", "ground", TEXT),
    ("link", "accent-soft", TEXT),
    ("ink", "accent-soft", TEXT),
    ("paper", "link", TEXT),
)
"""(foreground, background, required contrast), as the style sheets use them."""

PALETTES = {
    "": _l("Xanh cổ vịt (mặc định)"),
    "1d4e89": _l("Xanh dương"),
    "1f5f3f": _l("Xanh lá"),
    "8c1d18": _l("Đỏ cờ"),
    "7a3e00": _l("Nâu đất"),
    "5b2a86": _l("Tím"),
    "2b2f77": _l("Chàm"),
    "37474f": _l("Xám"),
}
"""Colours that can be read, and their names. "" is the site's own."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A pair with too little contrast. mode: light or dark."""

    mode: str
    drawn: str
    on: str
    has: float
    needs: float


def scheme(colour: str) -> dict[str, dict[str, str]]:
    """Mode -> token -> colour. By day the colour itself, for the night darker and lighter ones."""
    dark = BASE["dark"]
    night = mix(colour, BLACK, 0.35)
    while contrast(night, dark["accent-ink"]) < NIGHT_TEXT:
        night = mix(night, BLACK, 0.1)
    soft = mix(colour, dark["paper"], 0.82)
    link = mix(colour, WHITE, 0.4)
    while (
        contrast(link, dark["paper"]) < NIGHT_TEXT
        or contrast(link, dark["ground"]) < NIGHT_TEXT
        or contrast(link, soft) < TEXT
    ):
        link = mix(link, WHITE, 0.1)
    return {
        "light": {"accent": colour, "accent-soft": mix(colour, WHITE, 0.9), "link": colour},
        "dark": {"accent": night, "accent-soft": soft, "link": link},
    }


def failures(colour: str) -> Iterator[Failure]:
    """Every pair that has too little contrast with this main colour."""
    for mode, tokens in scheme(colour).items():
        colours = BASE[mode] | tokens
        for drawn, on, needs in PAIRS:
            has = contrast(colours[drawn], colours[on])
            if has < needs:
                yield Failure(mode, drawn, on, has, needs)


def style_sheet(colour: str) -> str:
    """For screens only; print stays black. It yields to a reader's own choice of mode."""
    tokens = scheme(colour)
    day, night = (
        "".join(f"--{name}:#{value};" for name, value in tokens[mode].items())
        for mode in ("light", "dark")
    )
    return (
        f"@media screen{{:root:not(.contrast){{{day}}}:root.dark:not(.contrast){{{night}}}}}\n"
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root:not(.light):not(.contrast){{{night}}}}}\n"
    )


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """From 0 to 1, see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (_linear(channel / 255) for channel in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with a share of the other, from 0 to 1."""
    channels = zip(_rgb(colour), _rgb(other), strict=True)
    return "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _rgb(colour: str) -> bytes:
    return bytes.fromhex(colour)
