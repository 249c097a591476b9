"""The number of a document as people type it: with or without accents, slashes and dashes."""

from __future__ import annotations

from newsapp.text_folding import words as folded_words

LONGEST = 100


def key_of(number: str) -> str:
    """Return the letters and digits alone: "115/QĐ-UBND" and "115 qd ubnd" give "115qdubnd"."""
    return "".join(folded_words(number))[:LONGEST]
