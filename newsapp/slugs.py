"""The readable part of an address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 80


@lru_cache(4096)
def slug(text: str, fallback: str) -> str:
    """`text` in plain letters, digits and hyphens, cut at a word; `fallback` where nothing readable is left."""
    decomposed = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    address = "-".join(re.findall("[a-z0-9]+", plain.lower()))
    if len(address) > LONGEST:
        address = address[: LONGEST + 1].rpartition("-")[0] or address[:LONGEST]
    return address or fallback
