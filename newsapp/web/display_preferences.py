"""How a reader wants the pages to look: words in a cookie, and classes on <html>."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

SIZES = (85, 100, 115, 130, 150, 175, 200)
"""Per cent of the browser's own size. 200: WCAG 2.2, 1.4.4."""
USUAL = 100
SCHEMES = ("light", "dark")
CONTRAST, SPACED = "contrast", "spaced"
LOOK_COOKIE = "text_size"
"""The cookie keeps the name from when it held only the size."""


class Look(NamedTuple):
    """size: per cent, one of SIZES. scheme: one of SCHEMES, or "" for that of the device."""

    size: int = USUAL
    scheme: str = ""
    contrast: bool = False
    spaced: bool = False

    @property
    def words(self) -> list[str]:
        words = (self.scheme, CONTRAST if self.contrast else "", SPACED if self.spaced else "")
        return [word for word in words if word]

    @property
    def cookie(self) -> str:
        """130.dark.contrast"""
        return ".".join((str(self.size), *self.words))


@lru_cache(256)
def classes(look: Look) -> str:
    """text-130 dark contrast"""
    return " ".join((f"text-{look.size}", *look.words))


@lru_cache(256)
def look_in(cookie: str) -> Look:
    """The look in a cookie. Words that we do not know are ignored."""
    words = cookie.split(".", 8)
    size = int(words[0]) if words[0] in map(str, SIZES) else USUAL
    scheme = next((scheme for scheme in SCHEMES if scheme in words), "")
    return Look(size, scheme, CONTRAST in words, SPACED in words)


def changed(look: Look, step: str) -> Look | None:
    """The look after a press of one of the panel's buttons; None if there is no such button."""
    place = SIZES.index(look.size)
    changes: dict[str, Look] = {
        "smaller": look._replace(size=SIZES[max(place - 1, 0)]),
        "usual": look._replace(size=USUAL),
        "larger": look._replace(size=SIZES[min(place + 1, len(SIZES) - 1)]),
        "auto": look._replace(scheme=""),
        "light": look._replace(scheme="light"),
        "dark": look._replace(scheme="dark"),
        "contrast": look._replace(contrast=not look.contrast),
        "spaced": look._replace(spaced=not look.spaced),
    }
    return changes.get(step)
