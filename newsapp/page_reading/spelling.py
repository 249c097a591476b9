"""The letters of a text without accents and capitals, its punctuation kept: labels and days are
looked for in these.
"""

from __future__ import annotations

import re
from functools import cache

from newsapp.text_cleaning import clean_text
from newsapp.text_folding import without_accents

_D = ("\u0111", "\u0110")
"""The one letter of Vietnamese that is no other with a mark."""
_SHORTEST_CUT = 15
_SEPARATORS = " \t-–—|•·;,/:»>«()[]"


def word_set(text: str) -> frozenset[str]:
    """The words of a text that lists them."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """Return `text`, which is in NFC, index by index without accents and capitals."""
    return "".join(_plain_letter(letter) for letter in text)


def words(text: str) -> str:
    """The words of a text in one line: two texts that say the same have the same."""
    return " ".join(re.findall(r"\w+", plain(clean_text(text))))


def trimmed(text: str) -> str:
    """Return `text` without the separators around it."""
    return text.strip(_SEPARATORS)


def says_the_same(first: str, second: str) -> bool:
    """Whether two texts are equal, or one of them is the other, cut short with an ellipsis."""
    shorter, longer = sorted((first, second), key=len)
    one, other = words(shorter), words(longer)
    if not shorter.rstrip().endswith(("...", "…")):
        return one == other
    return len(one) >= _SHORTEST_CUT and other.startswith(one)


@cache
def _plain_letter(letter: str) -> str:
    if letter in _D:
        return "d"
    changed = without_accents(letter).casefold()
    return changed if len(changed) == 1 else letter
