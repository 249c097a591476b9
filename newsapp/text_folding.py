"""Text without what Vietnamese readers leave out when they type in a hurry: "Quyết định" and "quyet
dinh" fold alike.

The character at each index of a folded text stands for the one at that index of `composed(text)`,
so that a match in the first can be marked in the second. Text in the database is composed already,
but for rare characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from newsapp.collation import TONES

_IGNORED = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0300-\u036f]")
"""The soft hyphen, what has no width, marks of direction; and combining marks: one that is left
once a text is composed was typed in the wrong order, and no letter took it up.
"""
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")


def without_accents(text: str) -> str:
    """Return `text` in NFKD without its combining marks; đ, which has none, stays."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


class _Table(dict[int, str]):
    """A table for str.translate that gives one character for each, worked out when first met.

    What is neither letter, digit nor combining mark becomes a space.
    """

    def __init__(self, change: Callable[[str], str], known: Mapping[int, str]) -> None:
        super().__init__(known)
        self._change = change

    def __missing__(self, code: int) -> str:
        character = chr(code)
        changed = self._change(character).lower()
        result = changed if len(changed) == 1 else character
        is_part_of_word = result.isalnum() or unicodedata.category(result).startswith("M")
        self[code] = result if is_part_of_word else " "
        return self[code]


_FOLDED = _Table(without_accents, {ord(letter): "d" for letter in "đĐðÐƉ"})
"""The last three letters are often taken for Đ."""
_LOWERED = _Table(str, {})


def _tone_places() -> dict[str, str]:
    """Return old place -> new place of the tone, "òa" -> "oà", for every tone."""
    places = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in TONES:
            old = unicodedata.normalize("NFC", first + tone + second)
            places[old] = unicodedata.normalize("NFC", first + second + tone)
    return places


_TONE_PLACES = _tone_places()


def composed(text: str) -> str:
    """Return `text` in NFC, without what nobody sees, its ligatures as single letters."""
    text = _IGNORED.sub("", unicodedata.normalize("NFC", text))
    return _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)


def fold(text: str) -> str:
    """Return `composed(text)`, index by index, in lower case without accents, đ as d.

    All but letters and digits become spaces.
    """
    return composed(text).translate(_FOLDED)


def accented(text: str) -> str:
    """Return `composed(text)`, index by index, in lower case with its accents.

    All but letters and digits become spaces. The old and the new place of a tone are one: "hòa" is
    "hoà".
    """
    lower = composed(text).translate(_LOWERED)
    for old, new in _TONE_PLACES.items():
        lower = lower.replace(old, new)
    return lower


def words(text: str) -> list[str]:
    """Return the folded words in order: "115/QĐ-UBND" gives 115, qd, ubnd."""
    return fold(text).split()
