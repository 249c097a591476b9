"""The characters of what people typed or pasted."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0x200B, 0xFEFF, 0x2060], None) | {0xA0: " ", 0x2028: "\n", 0x2029: "\n\n"}
_SOFT_HYPHEN = "\xad"
_OF_TCVN3 = frozenset("¸¶¹¨µ¬¼½¾")
_TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], None)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """One line of text: NFC, no control characters, single spaces."""
    return " ".join(clean_characters(text).split())


def clean_name(text: str) -> str:
    """`clean_text` without the marks that turn the direction of writing: they would turn what stands beside a name."""
    return clean_text(text.translate(_TURNING))


def clean_characters(text: str) -> str:
    """NFC, no-break spaces as spaces, nothing invisible, no control characters.

    In the old TCVN3 encoding the soft hyphen is the letter ư: there it stays, for the text may be converted later.
    """
    if len(_OF_TCVN3.intersection(text)) < 2:
        text = text.replace(_SOFT_HYPHEN, "")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text.translate(_INVISIBLE)))
