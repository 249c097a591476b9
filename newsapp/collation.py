"""The Vietnamese order of words: a ă â b c d đ e ê …, and only then the tones: ngang, huyền, hỏi,
ngã, sắc, nặng.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
LONGEST = 80
"""Characters that count; a key has three digits for each, and two between letters and tones."""

_CIRCUMFLEX_BREVE_HORN = "\u0302\u0306\u031b"
"""The marks that make another letter: â, ă, ơ."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_RANKS = {sign: str(rank) for rank, sign in enumerate(" 0123456789" + LETTERS, start=10)}
_OTHER = "90"


def sort_key(text: str) -> str:
    """Return what to order `text` by: digits alone, which every database compares alike."""
    lower = unicodedata.normalize("NFC", text).lower()
    letters = ""
    tones = ""
    for character in _BETWEEN_WORDS.sub(" ", lower).strip()[:LONGEST]:
        letter, tone = _split_tone(character)
        letters += _RANKS.get(letter, _OTHER)
        tones += tone
    return f"{letters}00{tones}"


def _split_tone(character: str) -> tuple[str, str]:
    """Return a letter without its tone, and the rank of the tone: "0" where there is none."""
    letter = ""
    tone = "0"
    for mark in unicodedata.normalize("NFD", character):
        if mark in TONES and tone == "0":
            tone = str(TONES.index(mark) + 1)
        elif not unicodedata.combining(mark) or mark in _CIRCUMFLEX_BREVE_HORN:
            letter += mark
    return unicodedata.normalize("NFC", letter), tone
