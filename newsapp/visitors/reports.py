"""What the counts tell over time: visits and pages by hour, day, month and year; what was read most."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import get_locale

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import queries
from newsapp.database import db
from newsapp.visitors.book import Book
from newsapp.visitors.models import VisitorTotal
from newsapp.visitors.tally import Calendar

HOURS, DAYS, MONTHS = 24, 30, 12
PERIODS = ("hours", "days", "months", "years")
LABELS = {"hours": "%H:%M", "days": "%d/%m", "months": "%m/%Y", "years": "%Y"}
ENGLISH_LABELS = LABELS | {"days": "%d %b", "months": "%b %Y"}
READ_DAYS = 30
"""Days of which the most read articles are told."""
AT_ONCE = 500
"""Articles asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Span:
    """One hour, day, month or year. label: 14:00, 20/05, 05/2020 or 2020; in English 20 May, May 2020."""

    label: str
    visits: int
    pages: int


@dataclass(frozen=True, slots=True)
class Read:
    """An article and how often it was read."""

    number: int
    title: str
    category: str
    views: int


class Reports:
    """Reads `book` by the site's own calendar."""

    def __init__(self, book: Book, calendar: Calendar) -> None:
        self._book = book
        self._calendar = calendar

    def spans(self, period: str, now: int) -> list[Span]:
        """The last 24 hours, 30 days or 12 months up to `now` (Unix time, seconds), or all years; earliest first."""
        starts = {"hours": self._hours, "days": self._days, "months": self._months, "years": self._years}[period](now)
        visits, pages = [0] * len(starts), [0] * len(starts)
        for row in self._book.hours(starts[0], now + 1):
            place = bisect_right(starts, row.hour) - 1
            visits[place] += row.visits
            pages[place] += row.pages
        form = (ENGLISH_LABELS if str(get_locale()) == "en" else LABELS)[period]
        labels = [self._calendar.moment(start).strftime(form) for start in starts]
        return [Span(*row) for row in zip(labels, visits, pages, strict=True)]

    def read(self, now: int) -> list[Read]:
        """The articles that were read in the last 30 days, most read first."""
        today = self._calendar.local_date(now)
        since = self._calendar.start(today - timedelta(days=READ_DAYS - 1))
        views = self._book.views(since, now + 1)
        numbers, found = sorted(views), []
        for start in range(0, len(numbers), AT_ONCE):
            rows = db.session.execute(queries.titles(numbers[start : start + AT_ONCE]))
            found += [Read(number, title, category, views[number]) for number, title, category in rows]
        return sorted(found, key=lambda article: (-article.views, article.number))

    def _hours(self, now: int) -> list[int]:
        last = self._calendar.hour(now)
        return [last - 3600 * back for back in reversed(range(HOURS))]

    def _days(self, now: int) -> list[int]:
        today = self._calendar.local_date(now)
        return [self._calendar.start(today - timedelta(days=back)) for back in reversed(range(DAYS))]

    def _months(self, now: int) -> list[int]:
        first = self._calendar.local_date(now).replace(day=1)
        starts = [first]
        while len(starts) < MONTHS:
            starts.append((starts[-1] - timedelta(days=1)).replace(day=1))
        return [self._calendar.start(start) for start in reversed(starts)]

    def _years(self, now: int) -> list[int]:
        first_hour = self._book.first_hour()
        this = self._calendar.local_date(now).replace(month=1, day=1)
        first = self._calendar.local_date(first_hour).year if first_hour is not None else this.year
        return [self._calendar.start(this.replace(year=year)) for year in range(min(first, this.year), this.year + 1)]


def by_category(read: list[Read]) -> list[tuple[str, int]]:
    """How often the articles of each category were read, most first."""
    sums: Counter[str] = Counter()
    for article in read:
        sums[article.category] += article.views
    return sums.most_common()


def set_initial(book: Book, visits: int, *, actor: User | None, at: datetime) -> None:
    """Count from `visits` on, for an agency that moves in with a history. Raises NotAllowed, BookError."""
    if actor is not None:
        require(actor, "statistics.set_initial")
    book.set_initial(visits)
    audit.record("statistics.set_initial", actor=actor, target=VisitorTotal(id=1), at=at, visits=visits)
