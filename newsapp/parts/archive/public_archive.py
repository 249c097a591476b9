"""The archive: every article by the day printed on it, in years, months and days."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles.queries import Rows
from newsapp.database import rows
from newsapp.date_parsing import NotUnderstood, read_day
from newsapp.parts.archive import archive_queries, readers
from newsapp.parts.archive.spans import Span
from newsapp.public.cards import Card, card
from newsapp.web.page_cache import cached
from newsapp.web.pagination import Page, page_of
from newsapp.web.urls import url_for

YEAR = "/luu-tru/<int(fixed_digits=4):year>"
MONTH = f"{YEAR}/<int(fixed_digits=2):month>"
DAY = f"{MONTH}/<int(fixed_digits=2):day>"

Counts = Mapping[date, int]
"""Day with news -> number of its articles, earliest first."""

Counted = tuple[Span, int]
"""A month or a day of a calendar, and the number of its articles."""


@readers.get("/luu-tru")
@cached
def archive() -> str:
    counts = _counts(date.min, date.max)
    today = clock.local_date(clock.now())
    numbers = sorted({day.year for day in counts}, reverse=True)
    years = [(Span(year), _months(year, counts)) for year in numbers]
    return render_template(
        "archive/archive.html",
        years=years,
        earliest=min(counts, default=today),
        latest=max([*counts, today]),
    )


@readers.get("/luu-tru/ngay")
def chosen_day() -> Response:
    """The answer to the form "Xem tin theo ngày"."""
    text = request.args.get("ngay", "").strip()
    if not text:
        return redirect(url_for("public.archive.archive"), 303)
    try:
        day = read_day(text)
    except NotUnderstood:
        abort(404)
    span = Span(day.year, day.month, day.day)
    return redirect(span.address(), 303)


@readers.get(YEAR)
@readers.get(MONTH)
@readers.get(DAY)
@cached
def span(year: int, month: int | None = None, day: int | None = None) -> str:
    """The articles of a year, a month or a day.

    404 where the calendar has no such day, and for spans without news before or after all news.
    """
    span = Span(year, month, day)
    try:
        first, last = span.first, span.last
    except ValueError:
        abort(404)
    shown = Span(year, month)
    counts = _counts(shown.first, shown.last)
    inside = {day: count for day, count in counts.items() if first <= day <= last}
    (beside,) = _rows(archive_queries.days_beside(), first, last)
    older, newer = beside.before, beside.after
    is_future = first > clock.local_date(clock.now())
    if not inside and (older is None or (newer is None and is_future)):
        abort(404)
    total = sum(inside.values())
    page = page_of(total, current_app.config["PAGE_SIZE"])
    return render_template(
        "archive/span.html",
        span=span,
        page=page,
        cards=_cards(span, inside, page),
        older=span.around(older) if older else None,
        newer=span.around(newer) if newer else None,
        months=_months(year, counts) if month is None else [],
        month=shown,
        weeks=_weeks(year, month, counts) if month else [],
    )


def _cards(span: Span, counts: Counts, page: Page) -> list[Card]:
    """The cards of one page.

    The query begins at the page's own first day, so that the last page costs as much as the first.
    """
    offset, start = page.offset, span.last
    for start in sorted(counts, reverse=True):
        if offset < counts[start]:
            break
        offset -= counts[start]
    page_rows = _rows(
        archive_queries.cards(),
        span.first,
        start,
        limit=page.size,
        offset=offset,
    )
    return [card(row) for row in page_rows]


def _counts(first: date, last: date) -> Counts:
    return dict(_rows(archive_queries.counts(), first, last))


def _rows(query: Rows, first: date, last: date, **more: int) -> Sequence[Any]:
    """What a query of archive_queries finds from one day to another at this moment."""
    values = {"first": first, "last": last, "now": clock.now()}
    return rows(query, values | more)


def _months(year: int, counts: Counts) -> list[Counted]:
    """The twelve months of a year."""
    sums = Counter[int]()
    for day, count in counts.items():
        if day.year == year:
            sums[day.month] += count
    return [(Span(year, month), sums[month]) for month in range(1, 13)]


def _weeks(year: int, month: int, counts: Counts) -> list[list[Counted | None]]:
    """The days of a month in weeks from Monday on; None for those of other months."""

    def cell(number: int) -> Counted | None:
        if number == 0:
            return None
        day = Span(year, month, number)
        return day, counts.get(day.first, 0)

    weeks = Calendar().monthdayscalendar(year, month)
    return [[cell(number) for number in week] for week in weeks]
