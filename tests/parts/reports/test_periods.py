from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from flask import Flask

from newsapp.parts.reports.periods import DAYS, Period, around


@pytest.mark.parametrize(
    ("name", "day", "first", "last"),
    [
        ("month", date(2026, 11, 24), date(2026, 11, 1), date(2026, 11, 30)),
        ("month", date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        ("month", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 11, 24), date(2026, 10, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        ("year", date(2026, 1, 1), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_period_of_a_day(name: str, day: date, first: date, last: date) -> None:
    period = around(name, day)
    assert (period.first, period.last) == (first, last)
    assert around(name, period.before()).last < first
    assert around(name, period.after()).first > last


def test_a_period_begins_at_midnight_where_the_agency_is(app: Flask) -> None:
    since, until = around("month", date(2026, 11, 24)).moments()
    assert since == datetime(2026, 10, 31, 17, tzinfo=UTC)
    assert until == datetime(2026, 11, 30, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "name", "count"),
    [
        (around("month", date(2026, 11, 1)), "day", 30),
        (around("quarter", date(2026, 11, 1)), "week", 14),
        (around("year", date(2026, 11, 1)), "month", 12),
        (Period(DAYS, date(2020, 5, 20), date(2020, 5, 20)), "day", 1),
        (Period(DAYS, date(2015, 6, 1), date(2026, 11, 24)), "year", 12),
    ],
)
def test_its_parts_follow_one_another_without_a_gap(period: Period, name: str, count: int) -> None:
    parts = period.parts()
    assert {part.name for part in parts} == {name}
    assert len(parts) == count
    assert (parts[0].first, parts[-1].last) == (period.first, period.last)
    assert all(one.after() == other.first for one, other in pairwise(parts))


def test_weeks_begin_on_monday() -> None:
    assert {part.first.weekday() for part in around("quarter", date(2026, 11, 1)).parts()[1:]} == {
        0
    }


@pytest.mark.parametrize(("last", "parts"), [(date(2026, 10, 31), 31), (date(2026, 11, 1), 5)])
def test_a_month_is_shown_by_day_and_what_is_longer_by_week(last: date, parts: int) -> None:
    assert len(Period(DAYS, date(2026, 10, 1), last).parts()) == parts
