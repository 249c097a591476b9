"""The number of a document as people type it: with or without accents, slashes and dashes."""

from __future__ import annotations

from newsapp.search.fold import words as folded_words

LONGEST = 100


def key_of(number: str) -> str:
    """ "115/QĐ-UBND", "115/QD-UBND" and "115 qđ ubnd" are all 115qdubnd."""
    return "".join(folded_words(number))[:LONGEST]
