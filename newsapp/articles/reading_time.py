"""How long a text takes to read."""

from __future__ import annotations

import re

WORDS_A_MINUTE = 250
"""Words between spaces that are read in one minute: in Vietnamese each of them is a syllable."""
_MARKUP = re.compile(r"<[^>]*>")


def minutes(*texts: str) -> int:
    """Return the whole minutes, one at least, for texts that may hold clean markup."""
    words = sum(len(_MARKUP.sub(" ", text).split()) for text in texts)
    return max(1, round(words / WORDS_A_MINUTE))
