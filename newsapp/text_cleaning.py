"""Removes the characters that nobody meant to type or paste."""

from __future__ import annotations

import re
import unicodedata

_ZERO_WIDTH = ("\u200b", "\u2060", "\ufeff")
_SPACES = {"\xa0": " ", "\u2028": "\n", "\u2029": "\n\n"}
_REPLACED = str.maketrans(dict.fromkeys(_ZERO_WIDTH, "") | _SPACES)
_DIRECTION_MARKS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SOFT_HYPHEN = "\xad"
_TCVN3_LETTERS = frozenset("¸¶¹¨µ¬¼½¾")


def clean_text(text: str) -> str:
    """Return one line of text: NFC, no control characters, single spaces.

    The marks of direction go as well: they would turn what follows a title or a name.
    """
    return " ".join(clean_characters(_DIRECTION_MARKS.sub("", text)).split())


def clean_characters(text: str) -> str:
    """Return `text` in NFC, with plain spaces, without control and invisible characters.

    In the old TCVN3 encoding the soft hyphen is the letter ư: there it stays, for the text may be
    converted later.
    """
    is_tcvn3 = len(_TCVN3_LETTERS.intersection(text)) >= 2
    if not is_tcvn3:
        text = text.replace(_SOFT_HYPHEN, "")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text.translate(_REPLACED)))
