"""The counter's numbers as a page shows them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from babel.numbers import format_decimal

from newsapp.visitors.book import Counts

UNKNOWN = "–"


class ShownCounts(NamedTuple):
    """Each number in the language's digits and groups, or a dash while the counter cannot be read."""

    online: str
    today: str
    month: str
    total: str


@lru_cache(64)
def shown_counts(counts: Counts | None, language: str) -> ShownCounts:
    if counts is None:
        return ShownCounts(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    numbers = (counts.online, counts.today, counts.month, counts.total)
    return ShownCounts(*(format_decimal(number, locale=language) for number in numbers))
