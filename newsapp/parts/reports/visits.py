"""What the visitor counter says about the past: visits over time, and the most read articles."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import get_locale

from newsapp import audit, clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import queries
from newsapp.database import db
from newsapp.visitors import counter
from newsapp.visitors.aggregate import Calendar
from newsapp.visitors.models import VisitorTotal

HOURS, DAYS, MONTHS = 24, 30, 12
LABELS = {"hours": "%H:%M", "days": "%d/%m", "months": "%m/%Y", "years": "%Y"}
ENGLISH_LABELS = LABELS | {"days": "%d %b", "months": "%b %Y"}
READ_DAYS = 30
"""Days for which the most read articles are listed."""
BATCH = 500
"""Articles read with one statement."""


@dataclass(frozen=True, slots=True)
class Span:
    """An hour, day, month or year. label: 14:00, 20/05, 05/2020, 2020; or 20 May, May 2020."""

    label: str
    visits: int
    pages: int


@dataclass(frozen=True, slots=True)
class ReadArticle:
    number: int
    title: str
    category: str
    views: int


def spans(period: str, now: int) -> list[Span]:
    """The last 24 hours, 30 days or 12 months up to `now`, or all years; earliest first.

    period: "hours", "days", "months" or "years". now: Unix time, seconds.
    """
    starts = _starts(period, now)
    visits, pages = [0] * len(starts), [0] * len(starts)
    for hour in counter().store.hours(starts[0], now + 1):
        index = bisect_right(starts, hour.hour) - 1
        visits[index] += hour.visits
        pages[index] += hour.pages
    pattern = (ENGLISH_LABELS if str(get_locale()) == "en" else LABELS)[period]
    labels = [datetime.fromtimestamp(start, clock.zone()).strftime(pattern) for start in starts]
    return [Span(*values) for values in zip(labels, visits, pages, strict=True)]


def _starts(period: str, now: int) -> list[int]:
    """When each span begins: Unix time, seconds."""
    calendar = Calendar(clock.zone())
    today = calendar.local_date(now)
    if period == "hours":
        return [calendar.hour(now) - 3600 * back for back in reversed(range(HOURS))]
    if period == "days":
        days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    elif period == "months":
        month = today.year * 12 + today.month - 1
        months = range(month - MONTHS + 1, month + 1)
        days = [date(number // 12, number % 12 + 1, 1) for number in months]
    else:
        first_hour = counter().store.first_hour()
        first = today if first_hour is None else calendar.local_date(first_hour)
        years = range(min(first.year, today.year), today.year + 1)
        days = [date(year, 1, 1) for year in years]
    return [calendar.start(day) for day in days]


def most_read(now: int) -> list[ReadArticle]:
    """The articles read in the last 30 days up to `now` (Unix time), most read first."""
    calendar = Calendar(clock.zone())
    first_day = calendar.local_date(now) - timedelta(days=READ_DAYS - 1)
    views = counter().store.views(calendar.start(first_day), now + 1)
    numbers, articles = sorted(views), []
    for start in range(0, len(numbers), BATCH):
        for row in db.session.execute(queries.titles(numbers[start : start + BATCH])):
            articles.append(ReadArticle(*row, views[row[0]]))
    return sorted(articles, key=lambda article: (-article.views, article.number))


def by_category(articles: list[ReadArticle]) -> list[tuple[str, int]]:
    """The views of each category's articles, most first."""
    views: Counter[str] = Counter()
    for article in articles:
        views[article.category] += article.views
    return views.most_common()


def set_initial(visits: int, *, actor: User | None, at: datetime) -> None:
    """Count from `visits` on, for an agency that had another site before.

    Raises NotAllowed, CounterStoreError.
    """
    if actor is not None:
        require(actor, "statistics.set_initial")
    counter().store.set_initial(visits)
    total = VisitorTotal(id=1)
    audit.record("statistics.set_initial", actor=actor, target=total, at=at, visits=visits)
