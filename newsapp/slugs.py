"""The readable part of an address."""

from __future__ import annotations

import re
from functools import lru_cache

from newsapp.text_folding import without_accents

LONGEST = 80


@lru_cache(4096)
def slug(text: str, fallback: str) -> str:
    """Return `text` in plain letters, digits and hyphens, cut at a word to LONGEST characters.

    Where nothing readable is left, it is `fallback`.
    """
    latin = text.replace("đ", "d").replace("Đ", "D")
    words = re.findall("[a-z0-9]+", without_accents(latin).lower())
    address = "-".join(words)
    if len(address) > LONGEST:
        whole_words = address[: LONGEST + 1].rpartition("-")[0]
        address = whole_words or address[:LONGEST]
    return address or fallback
