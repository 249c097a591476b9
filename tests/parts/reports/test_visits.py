from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.categories.models import Category
from newsapp.database import writing
from newsapp.parts.reports import visits
from newsapp.parts.reports.visits import ReadArticle, Span
from newsapp.visitors import counter
from newsapp.visitors.counter_store import Batch, Hit
from newsapp.visitors.sessions import session
from newsapp.visitors.sql_counter_store import SqlCounterStore
from tests import cast
from tests.visitors.conftest import ZONE


def unix(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=ZONE).timestamp())  # type: ignore[misc, arg-type]


NOW = unix(2026, 11, 23, 12, 30)


@pytest.fixture
def visited(sql_store: SqlCounterStore) -> None:
    """Visitors of two years, one a visit: (moment, article)."""
    for n, (at, article) in enumerate(
        [
            (unix(2025, 12, 31, 23, 59), 1),
            (unix(2026, 1, 1, 0, 0), 1),
            (unix(2026, 10, 31, 23, 0), 2),
            (unix(2026, 11, 1, 0, 0), 2),
            (unix(2026, 11, 23, 11, 59), 1),
            (unix(2026, 11, 23, 12, 0), 2),
        ]
    ):
        sql_store.write(Batch(str(n), [Hit(session(str(n), 0), at, True, article)]), at)


def test_the_last_day_by_hour(visited: None) -> None:
    spans = visits.spans("hours", NOW)
    assert len(spans) == 24
    assert spans[-2:] == [Span("11:00", 1, 1), Span("12:00", 1, 1)]
    assert spans[0] == Span("13:00", 0, 0)


def test_the_last_month_by_day(visited: None) -> None:
    spans = {span.label: span.visits for span in visits.spans("days", NOW)}
    assert len(spans) == 30
    assert (spans["31/10"], spans["01/11"], spans["02/11"], spans["23/11"]) == (1, 1, 0, 2)


def test_the_last_year_by_month(visited: None) -> None:
    spans = {span.label: span.visits for span in visits.spans("months", NOW)}
    assert list(spans) == [
        f"{month:02}/{year}" for year, month in [(2025, 12), *((2026, m) for m in range(1, 12))]
    ]
    assert (spans["12/2025"], spans["01/2026"], spans["10/2026"], spans["11/2026"]) == (1, 1, 1, 3)


def test_all_years(visited: None) -> None:
    assert visits.spans("years", NOW) == [Span("2025", 1, 1), Span("2026", 5, 5)]


def test_before_anybody_came(app: Flask) -> None:
    assert visits.spans("years", NOW) == [Span("2026", 0, 0)]


def test_the_most_read(visited: None, editor: User, news: Category) -> None:
    for title in ("Tin một", "Tin hai"):
        cast.live(editor, news, title)
    articles = visits.most_read(NOW)
    assert articles == [
        ReadArticle(2, "Tin hai", news.name, 3),
        ReadArticle(1, "Tin một", news.name, 1),
    ]
    assert visits.by_category(articles) == [(news.name, 4)]


def test_only_administrators_set_the_initial_total(
    app: Flask, editor: User, administrator: User
) -> None:
    store = counter().store
    with pytest.raises(NotAllowed):
        visits.set_initial(5, actor=editor, at=administrator.created_at)
    with writing():
        visits.set_initial(5, actor=administrator, at=administrator.created_at)
    assert store.read(NOW).total == 5
