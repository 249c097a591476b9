"""The periods that a report can cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _

from newsapp import clock
from newsapp.web import filters

MONTH, QUARTER, YEAR, DAYS = "month", "quarter", "year", "days"
DAY, WEEK = "day", "week"
MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
LONGEST = {DAY: 31, WEEK: 92, MONTH: 1100}
"""The longest periods, in days, that are divided into days, weeks and months."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """All days from `first` to `last`, both included.

    name: MONTH, QUARTER, YEAR or DAYS; of a part of a period also DAY or WEEK.
    """

    name: str
    first: date
    last: date

    def moments(self) -> tuple[datetime, datetime]:
        """When it begins and when the next one does, in the site's time zone."""
        zone = clock.zone()
        begins, ends = (datetime.combine(day, time(), zone) for day in (self.first, self.after()))
        return begins, ends

    def before(self) -> date:
        """The last day of the period before."""
        return self.first - ONE_DAY

    def after(self) -> date:
        """The first day of the next period."""
        return self.last + ONE_DAY

    def title(self) -> str:
        """Tháng 11/2026, Quý 4/2026, Năm 2026, or the days."""
        first = self.first
        if self.name == MONTH:
            return str(_("Tháng %(month)s", month=f"{first:%m/%Y}"))
        if self.name == QUARTER:
            return str(_("Quý %(quarter)s", quarter=f"{(first.month + 2) // 3}/{first.year}"))
        if self.name == YEAR:
            return str(_("Năm %(year)s", year=first.year))
        days = {"first": filters.day(first), "last": filters.day(self.last)}
        return str(_("Từ %(first)s đến %(last)s", **days))

    def label(self) -> str:
        """For the bar and the row of a part."""
        if self.name == YEAR:
            return f"{self.first:%Y}"
        if self.name == MONTH:
            return f"{self.first:%m/%Y}"
        if self.first == self.last:
            return f"{self.first:%d/%m}"
        return f"{self.first:%d/%m}-{self.last:%d/%m}"

    def parts(self) -> list[Period]:
        """Its days, weeks, months or years. Parts at the ends are cut to the period's days."""
        length = (self.after() - self.first).days
        name = next((name for name, longest in LONGEST.items() if length <= longest), YEAR)
        parts, first = [], self.first
        while first <= self.last:
            next_first = _next_first(name, first)
            parts.append(Period(name, first, min(self.last, next_first - ONE_DAY)))
            first = next_first
        return parts


def around(name: str, day: date) -> Period:
    """The month, quarter or year that includes `day`."""
    months = MONTHS[name]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return Period(name, first, date(year, month + 1, 1) - ONE_DAY)


def _next_first(name: str, day: date) -> date:
    """The first day of the next day, week, month or year after `day`."""
    if name == DAY:
        return day + ONE_DAY
    if name == WEEK:
        return day + timedelta(days=7 - day.weekday())
    return around(name, day).after()
