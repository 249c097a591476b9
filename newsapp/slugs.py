"""The readable part of an address."""

from __future__ import annotations

from functools import lru_cache

from slugify import slugify

LONGEST = 80


@lru_cache(4096)
def slug(text: str, fallback: str) -> str:
    """`text` in plain letters, digits and hyphens, cut at a word; `fallback` where nothing readable is left."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    return slugify(plain, max_length=LONGEST, word_boundary=True) or fallback
