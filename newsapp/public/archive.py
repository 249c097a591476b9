"""The archive: every article by the day printed on it, in years, months and days."""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import Any

from flask import abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles import by_day, queries
from newsapp.database import db
from newsapp.generation import kept_until
from newsapp.public import public
from newsapp.public.cards import Card, card
from newsapp.web.addresses import url_for
from newsapp.web.page_cache import ready
from newsapp.web.pagination import Page, page_of

FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
"""How a day is given: by a browser's calendar, or typed where it has none."""
Days = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Span:
    """A year, one of its months, or one of their days."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def around(self, day: date) -> Span:
        """The span of this kind that holds `day`."""
        return Span(day.year, self.month and day.month, self.day and day.day)

    def address(self, page: int = 1, *, external: bool = False) -> str:
        kind = "day" if self.day else "month" if self.month else "year"
        parts = {"year": self.year, "month": self.month, "day": self.day, "page": page if page > 1 else None}
        return url_for(f"public.archive_{kind}", _external=external, **parts)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a calendar. weeks: seven days each from Monday on, None for another month's."""

    span: Span
    count: int
    weeks: list[list[tuple[Span, int] | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class YearOfNews:
    """days: how many articles each day with news has; months: all twelve."""

    days: Days
    months: list[Month]


_NOTHING = YearOfNews({}, [])


@public.get("/luu-tru")
@ready
def archive() -> str:
    counted, today = years_with_news(), clock.local_date(clock.now())
    return render_template(
        "public/archive.html",
        years=[(Span(year), counted[year].months) for year in reversed(counted)],
        earliest=min((min(news.days) for news in counted.values()), default=today),
        latest=max([today, *(max(news.days) for news in counted.values())]),
    )


@public.get("/luu-tru/ngay")
def archive_of_chosen_day() -> Response:
    """Where the form "Xem tin theo ngày" leads."""
    text = request.args.get("ngay", "").strip()
    if not text:
        return redirect(url_for("public.archive"), 303)
    day = _read_day(text) or abort(404)
    return redirect(Span(day.year, day.month, day.day).address(), 303)


@public.get("/luu-tru/<int(fixed_digits=4):year>")
@ready
def archive_year(year: int) -> str:
    span, counted = _span(year), years_with_news()
    before = max((date(other, 1, 1) for other in counted if other < year), default=None)
    after = min((date(other, 1, 1) for other in counted if other > year), default=None)
    inside = counted.get(year, _NOTHING)
    return _list(span, inside.days, before, after, months=inside.months or _months(year, {}))


@public.get("/luu-tru/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>")
@ready
def archive_month(year: int, month: int) -> str:
    span = _span(year, month)
    counted = _counted(span)
    return _list(span, counted, *_beside(span), month=_calendar(span, counted))


@public.get("/luu-tru/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/<int(fixed_digits=2):day>")
@ready
def archive_day(year: int, month: int, day: int) -> str:
    span = _span(year, month, day)
    counted = _counted(Span(year, month))
    inside = {span.first: counted[span.first]} if span.first in counted else {}
    return _list(span, inside, *_beside(span), month=_calendar(Span(year, month), counted))


def _read_day(text: str) -> date | None:
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day of the calendar has no time zone
        except ValueError:
            continue
    return None


def _span(year: int, month: int | None = None, day: int | None = None) -> Span:
    """404 where no calendar has it."""
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        abort(404)
    return Span(year, month, day)


def _list(span: Span, counted: Days, before: date | None, after: date | None, **more: Any) -> str:
    """A page of a span's articles; 404 where the agency's news does not reach."""
    if not counted and (before is None or (after is None and span.first > clock.local_date(clock.now()))):
        abort(404)
    page = page_of(sum(counted.values()), current_app.config["PAGE_SIZE"])
    return render_template(
        "public/archive_list.html",
        span=span,
        page=page,
        cards=_cards(span, counted, page),
        older=span.around(before) if before else None,
        newer=span.around(after) if after else None,
        **more,
    )


def _cards(span: Span, counted: Days, page: Page) -> list[Card]:
    """The page's cards. It is begun at its own day, so that the last page asks no more than the first."""
    skipped, start = page.offset, span.last
    for start in sorted(counted, reverse=True):
        if skipped < counted[start]:
            break
        skipped -= counted[start]
    place = {"first": span.first, "last": start, "limit": page.size, "offset": skipped, "now": clock.now()}
    return [card(row) for row in db.session.execute(by_day.cards(), place)]


@kept_until
def years_with_news() -> tuple[dict[int, YearOfNews], datetime]:
    """Each year with news, earliest first; until the clock changes that."""
    now = clock.now()
    every = {"first": date(MINYEAR, 1, 1), "last": date(MAXYEAR, 12, 31), "now": now}
    days: dict[int, dict[date, int]] = {}
    for day, count in db.session.execute(by_day.counts(), every):
        days.setdefault(day.year, {})[day] = count
    moments = [moment for moment in db.session.execute(queries.next_changes(now)).one() if moment is not None]
    years = {year: YearOfNews(inside, _months(year, inside)) for year, inside in days.items()}
    return years, min(moments, default=now + timedelta(days=1))


def _counted(span: Span) -> Days:
    place = {"first": span.first, "last": span.last, "now": clock.now()}
    return {row[0]: row[1] for row in db.session.execute(by_day.counts(), place)}


def _beside(span: Span) -> tuple[date | None, date | None]:
    place = {"first": span.first, "last": span.last, "now": clock.now()}
    before, after = db.session.execute(by_day.days_beside(), place).one()
    return before, after


def _months(year: int, counted: Days) -> list[Month]:
    sums = Counter[int]()
    for day, count in counted.items():
        sums[day.month] += count
    return [Month(Span(year, month), sums[month]) for month in range(1, 13)]


def _calendar(span: Span, counted: Days) -> Month:
    by_number = {day.day: count for day, count in counted.items()}
    weeks = [
        [(Span(span.year, span.month, day), by_number.get(day, 0)) if day else None for day in week]
        for week in Calendar().monthdayscalendar(span.year, span.month or 1)
    ]
    return Month(span, sum(counted.values()), weeks)
