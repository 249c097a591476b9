"""The Vietnamese order of words: a ă â b c d đ e ê …, and only then the tones: ngang, huyền, hỏi, ngã, sắc, nặng."""

from __future__ import annotations

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
LONGEST = 80
"""Characters that count; a key is three digits for each, and two."""

_BETWEEN = re.compile(r"[\W_]+")
_SPACE = "10"
_PLACES = {sign: f"{place}" for place, sign in enumerate("0123456789" + LETTERS, start=11)}
_OTHER = "90"
_SHAPES = "\u0302\u0306\u031b"
"""The marks that make another letter: of â, of ă, of ơ."""


def sort_key(text: str) -> str:
    """What to order `text` by: digits only, so that every database compares two of them alike."""
    words = _BETWEEN.sub(" ", unicodedata.normalize("NFC", text).lower()).strip()[:LONGEST]
    letters, tones = [], []
    for sign in words:
        letter, tone = _parted(sign)
        letters.append(_SPACE if letter == " " else _PLACES.get(letter, _OTHER))
        tones.append(tone)
    return "".join(letters) + "00" + "".join(tones)


def _parted(sign: str) -> tuple[str, str]:
    """A letter without its tone, and the tone's place from 0, which is none."""
    decomposed = unicodedata.normalize("NFD", sign)
    base, marks = decomposed[0], decomposed[1:]
    shapes = "".join(mark for mark in marks if mark in _SHAPES)
    tone = next((str(TONES.index(mark) + 1) for mark in marks if mark in TONES), "0")
    return unicodedata.normalize("NFC", base + shapes), tone
