"""Years, months and days of the archive."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from newsapp.web.urls import url_for


@dataclass(frozen=True, slots=True)
class Span:
    """A year, one of its months, or one of their days.

    `first` and `last` raise ValueError where the calendar has no such month or day.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        month = 1 if self.month is None else self.month
        day = 1 if self.day is None else self.day
        return date(self.year, month, day)

    @property
    def last(self) -> date:
        month = 12 if self.month is None else self.month
        day = monthrange(self.year, month)[1] if self.day is None else self.day
        return date(self.year, month, day)

    def around(self, day: date) -> Span:
        """The span of this kind that holds `day`."""
        return Span(day.year, self.month and day.month, self.day and day.day)

    def address(self, page: int = 1, *, external: bool = False) -> str:
        return url_for(
            "public.archive.span",
            year=self.year,
            month=self.month,
            day=self.day,
            page=page if page > 1 else None,
            _external=external,
        )
