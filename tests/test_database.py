from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from newsapp.categories.models import Category
from newsapp.database import UTCDateTime, db, writing


def test_writing_commits_once_at_the_end(app: Flask, news: Category) -> None:
    with writing():
        news.position = 7
    db.session.rollback()
    db.session.expire_all()
    assert news.position == 7


def test_writing_undoes_everything_on_an_error(app: Flask, news: Category) -> None:
    def fail() -> None:
        with writing():
            news.position = 99
            db.session.add(Category(name="Nửa chừng", slug="nua-chung"))
            db.session.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert news.position == 1
    assert db.session.scalar(select(func.count()).select_from(Category)) == 1


def test_nothing_is_lost_where_several_read_and_write(app: Flask, news: Category) -> None:
    number, each, failures = news.id, 15, []
    start = threading.Barrier(4)

    def add_one_by_one() -> None:
        try:
            start.wait()
            for _ in range(each):
                with app.app_context(), writing():
                    section = db.session.get_one(Category, number)
                    section.position = section.position + 1
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=add_one_by_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    db.session.expire_all()
    assert news.position == 1 + 4 * each


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("bind", "synchronous"), [(None, 2), ("visitors", 1)], ids=["content: FULL", "visitors: NORMAL"]
)
def test_sqlite_is_opened_as_it_was_measured(
    app: Flask, bind: str | None, synchronous: int
) -> None:
    with db.engines[bind].connect() as connection:

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert pragma("journal_mode") == "wal"
        assert pragma("foreign_keys") == 1
        assert pragma("synchronous") == synchronous
        assert pragma("busy_timeout") == 10_000


@pytest.mark.sqlite
def test_a_moment_comes_back_in_utc(app: Flask) -> None:
    kind, dialect = UTCDateTime(), db.engine.dialect
    here = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=7)))
    kept = kind.process_bind_param(here, dialect)
    assert kept == datetime(2026, 11, 23, 2, 0)  # noqa: DTZ001 - SQLite has no zones
    assert kind.process_result_value(kept, dialect) == here
    assert kind.process_result_value(kept, dialect).tzinfo is UTC  # type: ignore[union-attr]
    assert (
        kind.process_bind_param(None, dialect) is kind.process_result_value(None, dialect) is None
    )


def test_a_moment_without_a_zone_is_refused(app: Flask) -> None:
    with pytest.raises(StatementError, match="needs a time zone"):
        db.session.execute(select(func.coalesce(db.literal(datetime(2026, 1, 1), UTCDateTime))))  # noqa: DTZ001
