from __future__ import annotations

from datetime import datetime

import pytest
from click.testing import Result
from flask import Flask

from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.visitors import counter, reports
from newsapp.visitors.book import Batch, Touch
from newsapp.visitors.reports import Read, Reports, Span, by_category
from newsapp.visitors.sessions import session
from newsapp.visitors.sql_book import SqlBook
from newsapp.visitors.tally import Calendar
from tests import cast
from tests.visitors.conftest import ZONE


def unix(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=ZONE).timestamp())  # type: ignore[misc, arg-type]


NOW = unix(2026, 11, 23, 12, 30)


@pytest.fixture
def read(sql_book: SqlBook) -> Reports:
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
        sql_book.write(Batch(str(n), [Touch(session(str(n), 0), at, True, article)]), at)
    return Reports(sql_book, Calendar(ZONE))


def test_the_last_day_by_hour(read: Reports) -> None:
    spans = read.spans("hours", NOW)
    assert len(spans) == 24
    assert spans[-2:] == [Span("11:00", 1, 1), Span("12:00", 1, 1)]
    assert spans[0] == Span("13:00", 0, 0)


def test_the_last_month_by_day(read: Reports) -> None:
    spans = {span.label: span.visits for span in read.spans("days", NOW)}
    assert len(spans) == 30
    assert (spans["31/10"], spans["01/11"], spans["02/11"], spans["23/11"]) == (1, 1, 0, 2)


def test_the_last_year_by_month(read: Reports) -> None:
    spans = {span.label: span.visits for span in read.spans("months", NOW)}
    assert list(spans) == [f"{month:02}/{year}" for year, month in [(2025, 12), *((2026, m) for m in range(1, 12))]]
    assert (spans["12/2025"], spans["01/2026"], spans["10/2026"], spans["11/2026"]) == (1, 1, 1, 3)


def test_all_years(read: Reports) -> None:
    assert read.spans("years", NOW) == [Span("2025", 1, 1), Span("2026", 5, 5)]


def test_before_anybody_came(sql_book: SqlBook) -> None:
    assert Reports(sql_book, Calendar(ZONE)).spans("years", NOW) == [Span("2026", 0, 0)]


def test_the_most_read(read: Reports, editor: User, news: Category) -> None:
    for title in ("Tin một", "Tin hai"):
        cast.live(editor, news, title)
    found = read.read(NOW)
    assert found == [Read(2, "Tin hai", news.name, 3), Read(1, "Tin một", news.name, 1)]
    assert by_category(found) == [(news.name, 4)]


def test_only_administrators_set_the_initial_total(app: Flask, editor: User, administrator: User) -> None:
    book = counter().book
    with pytest.raises(NotAllowed):
        reports.set_initial(book, 5, actor=editor, at=administrator.created_at)
    with writing():
        reports.set_initial(book, 5, actor=administrator, at=administrator.created_at)
    assert book.read(NOW).total == 5


def run(app: Flask, *arguments: str) -> Result:
    result = app.test_cli_runner().invoke(args=["visitors", *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_the_command_prints_the_counts(app: Flask, editor: User, news: Category) -> None:
    article = cast.live(editor, news)
    number = article.id
    db.session.remove()
    counter().touch(session("a", 0), is_page=True, article=number)
    counter().flush()
    output = run(app, "--period", "years").output
    assert "Online 1   today 1   month 1   total 1" in output
    assert output.splitlines()[3].split()[1:] == ["1", "1", "#" * 30]
    assert output.splitlines()[-1].split(maxsplit=1) == ["1", "Hội nghị về cải cách hành chính"]


def test_the_command_sets_the_initial_total(app: Flask) -> None:
    assert "1,204,331" in run(app, "set-initial", "1204331").output
