"""The site's main colour, and whether everything that is drawn with it can be read.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): text needs 4.5 to 1, what marks
a place 3 to 1 (criteria 1.4.3 and 1.4.11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

FORM = 1
"""Goes up when a scheme is made differently: it stands in the style sheet's address, which browsers keep for ever."""

TEXT, MARK = 4.5, 3.0
COLOUR = re.compile(r"[0-9a-f]{6}")
Rgb = tuple[int, int, int]

WHITE, BLACK = "ffffff", "000000"
BASE = {
    "light": {"paper": "ffffff", "ground": "f4f6f5", "ink": "1b2428", "accent-ink": "ffffff", "ring": "ffd7b0"},
    "dark": {"paper": "151c1f", "ground": "0e1416", "ink": "e6ecec", "accent-ink": "f2fafb", "ring": "ffd7b0"},
}
"""The colours of static/css/tokens.css that the chosen one meets; ring: the focus on masthead and foot."""

PAIRS = (
    ("accent-ink", "accent", TEXT),
    ("ring", "accent", MARK),
    ("link", "paper", TEXT),
    ("link", "ground", TEXT),
    ("link", "accent-soft", TEXT),
    ("ink", "accent-soft", TEXT),
    ("paper", "link", TEXT),
)
"""(what is drawn, what it is drawn on, the contrast it needs), as the style sheets use them."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A pair that cannot be told apart well enough. mode: light or dark."""

    mode: str
    drawn: str
    on: str
    has: float
    needs: float


def palettes() -> dict[str, str]:
    """Colours that were tried, with their names; "" is the site's own."""
    return {
        "": _("Xanh mòng két (mặc định)"),
        "1d4e89": _("Xanh dương"),
        "1f5f3f": _("Xanh lá"),
        "8c1d18": _("Đỏ cờ"),
        "7a3e00": _("Nâu đất"),
        "5b2a86": _("Tím"),
        "2b2f77": _("Chàm"),
        "37474f": _("Xám"),
    }


def scheme(colour: str) -> dict[str, dict[str, str]]:
    """Mode -> token -> colour, made from the main one: as it is by day, darkened and lightened for the night."""
    night = mixed(colour, BLACK, 0.35)
    while contrast(night, BASE["dark"]["accent-ink"]) < 7:
        night = mixed(night, BLACK, 0.1)
    soft = mixed(colour, BASE["dark"]["paper"], 0.82)
    link = mixed(colour, WHITE, 0.4)
    while min(contrast(link, BASE["dark"][name]) for name in ("paper", "ground")) < 7 or contrast(link, soft) < TEXT:
        link = mixed(link, WHITE, 0.1)
    return {
        "light": {"accent": colour, "accent-soft": mixed(colour, WHITE, 0.9), "link": colour},
        "dark": {"accent": night, "accent-soft": soft, "link": link},
    }


def failures(colour: str) -> Iterator[Failure]:
    """Every pair that this main colour would leave too faint."""
    for mode, made in scheme(colour).items():
        known = BASE[mode] | made
        for drawn, on, needs in PAIRS:
            if (has := contrast(known[drawn], known[on])) < needs:
                yield Failure(mode, drawn, on, has, needs)


def style_sheet(colour: str) -> str:
    """For screens only: paper stays black on white. A reader who chose light, dark or high contrast keeps that."""
    made = scheme(colour)
    day, night = ("".join(f"--{name}:#{value};" for name, value in made[mode].items()) for mode in ("light", "dark"))
    return (
        f"@media screen{{:root:not(.contrast){{{day}}}:root.dark:not(.contrast){{{night}}}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not(.light):not(.contrast){{{night}}}}}\n"
    )


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance, from 0 to 1."""
    red, green, blue = (_linear(channel / 255) for channel in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with that share of the other, from 0 to 1."""
    parts = zip(_rgb(colour), _rgb(other), strict=True)
    return "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _rgb(colour: str) -> Rgb:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)
