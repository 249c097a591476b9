"""The counter's numbers as a page shows them."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_decimal

from newsapp.visitors.counter_store import Counts

UNKNOWN = "–"


@lru_cache(64)
def shown_counts(counts: Counts | None, language: str) -> dict[str, str]:
    """Name of the count -> the number in the language's format, or a dash if it is unknown."""
    if counts is None:
        return dict.fromkeys(Counts._fields, UNKNOWN)
    return {
        name: format_decimal(number, locale=language) for name, number in counts._asdict().items()
    }
