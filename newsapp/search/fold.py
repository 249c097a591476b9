"""Text without what Vietnamese readers leave out when they type in a hurry: "Quyết định" and "quyet dinh" fold alike.

Every place of a folded text is the same place of `composed(text)`, so that what was found in the one can be shown
in the other. Text that is kept in the database is composed already, but for rare signs.
"""

from __future__ import annotations

import re
import unicodedata

_NOT_SEEN = [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
"""The soft hyphen, what has no width, the marks of direction."""
_MARKS = range(0x300, 0x370)
"""What is still one of these once a text is composed was typed in the wrong order: no letter took it up."""
_JOINED = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
"""Letters that PDFs write as one, from U+FB00 on."""
_OUT_OF_THE_WAY = dict.fromkeys([*_NOT_SEEN, *_MARKS], "") | dict(enumerate(_JOINED, start=0xFB00))
_RARE = re.compile("[" + re.escape("".join(map(chr, _OUT_OF_THE_WAY))) + "]")
_LETTERS_WITHOUT_DECOMPOSITION = {ord(letter): "d" for letter in "đĐðÐƉ"}  # the last three are taken for Đ
_OLD_TONES = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_NEW_TONES = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]


class _Signs(dict[int, str]):
    """For str.translate: what each sign becomes, always one sign, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = self.of(chr(code))
        return sign

    @staticmethod
    def of(letter: str) -> str:
        return letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " "


class _Folded(_Signs):
    @staticmethod
    def of(letter: str) -> str:
        base = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
        plain = base.lower()
        return _Signs.of(plain if len(plain) == 1 else letter)


class _Lowered(_Signs):
    @staticmethod
    def of(letter: str) -> str:
        lower = letter.lower()
        return _Signs.of(lower if len(lower) == 1 else letter)


_FOLDED = _Folded(_LETTERS_WITHOUT_DECOMPOSITION)
_LOWERED = _Lowered()


def composed(text: str) -> str:
    """NFC, without what is not seen and what no letter took up; the letters joined in print stand apart."""
    text = unicodedata.normalize("NFC", text)
    return text.translate(_OUT_OF_THE_WAY) if _RARE.search(text) else text


def fold(text: str) -> str:
    """`composed(text)`, place by place: lower case, no accents, đ as d, spaces for all but letters and digits."""
    return composed(text).translate(_FOLDED)


def accented(text: str) -> str:
    """`composed(text)`, place by place: lower case with its accents, spaces for all but letters and digits.

    The old and the new place of a tone are one: "hòa" is "hoà".
    """
    lower = composed(text).translate(_LOWERED)
    for old, new in zip(_OLD_TONES, _NEW_TONES, strict=True):
        lower = lower.replace(old, new)
    return lower


def words(text: str) -> list[str]:
    """The folded words, in order: "115/QĐ-UBND" gives 115, qd, ubnd. Empty where nothing is a letter or digit."""
    return fold(text).split()
