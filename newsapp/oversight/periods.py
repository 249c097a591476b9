"""The months, quarters, years and chosen days that a report tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MONTH, QUARTER, YEAR, DAYS = "month", "quarter", "year", "days"
NAMES = (MONTH, QUARTER, YEAR, DAYS)
DAY, WEEK = "day", "week"
MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
BY_DAY, BY_WEEK, BY_MONTH = 31, 92, 1100
"""The longest periods, in days, that are shown by day, by week and by month; longer ones by year."""


@dataclass(frozen=True, slots=True)
class Period:
    """All days from `first` to `last`, both included. name: one of NAMES."""

    name: str
    first: date
    last: date

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """When it begins, and when the next one would."""
        after = self.last + timedelta(days=1)
        return datetime.combine(self.first, time(), zone), datetime.combine(after, time(), zone)

    def before(self) -> date:
        """A day of the period before this one."""
        return self.first - timedelta(days=1)

    def after(self) -> date:
        return self.last + timedelta(days=1)

    def parts(self) -> list[Period]:
        """Its days, weeks, months or years, whichever make a picture; the ends are cut to the period's own."""
        name = self._name_of_parts()
        parts, first = [], self.first
        while first <= self.last:
            following = _next(name, first)
            parts.append(Period(name, first, min(self.last, following - timedelta(days=1))))
            first = following
        return parts

    def _name_of_parts(self) -> str:
        length = (self.last - self.first).days + 1
        return DAY if length <= BY_DAY else WEEK if length <= BY_WEEK else MONTH if length <= BY_MONTH else YEAR


def _next(name: str, day: date) -> date:
    """The first day, week, month or year that begins after `day`."""
    if name in MONTHS:
        return around(name, day).after()
    return day + timedelta(days=1 if name == DAY else 7 - day.weekday())


def around(name: str, day: date) -> Period:
    """The month, quarter or year in which `day` is."""
    months = MONTHS[name]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return Period(name, first, date(year, month + 1, 1) - timedelta(days=1))
