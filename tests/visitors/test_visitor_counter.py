from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError

from newsapp.database import db
from newsapp.visitors import visitor_counter as module
from newsapp.visitors.counter_store import Batch, Counts
from newsapp.visitors.models import HourlyCount, VisitorSession, VisitorTotal
from newsapp.visitors.sessions import Session, number_of, session
from newsapp.visitors.sql_counter_store import SqlCounterStore
from newsapp.visitors.visitor_counter import BUFFER, VisitorCounter

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
MINUTE, HOUR = 60, 3600


class Time:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 9, 30, tzinfo=HERE).timestamp()

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def engine(app: Flask) -> Engine:
    return db.engines["visitors"]


@pytest.fixture
def counter(engine: Engine, time: Time, monkeypatch: pytest.MonkeyPatch) -> VisitorCounter:
    """A counter that writes when it is told, and reads whenever it is asked."""
    monkeypatch.setattr(VisitorCounter, "_start_writer", lambda self: None)
    monkeypatch.setattr(module, "INTERVAL", 0)
    return VisitorCounter(SqlCounterStore(engine, HERE), time)


def somebody(time: Time, name: str = "a", *, issued_ago: int = 0) -> Session:
    return session(name * 16, int(time.at) - issued_ago)


def page(counter: VisitorCounter, session: Session) -> None:
    counter.hit(session, is_page=True)
    counter.flush()


def total(engine: Engine) -> tuple[int, int]:
    """Visits and pages, which the hours must add up to as well."""
    with engine.connect() as connection:
        whole = connection.execute(select(VisitorTotal.visits, VisitorTotal.pages)).one()
        hours = connection.execute(
            select(func.sum(HourlyCount.visits), func.sum(HourlyCount.pages))
        ).one()
    assert tuple(whole) == tuple(hours)
    return tuple(whole)


def test_nobody_has_come_yet(counter: VisitorCounter) -> None:
    assert counter.counts() == Counts(0, 0, 0, 0)


def test_a_visitor_is_counted_once_however_many_pages(
    counter: VisitorCounter, time: Time, engine: Engine
) -> None:
    visitor = somebody(time)
    for _ in range(3):
        page(counter, visitor)
        time.at += MINUTE
    assert counter.counts() == Counts(1, 1, 1, 1)
    assert total(engine) == (1, 4), "three pages, and the one that gave the cookie out"


def test_a_newcomers_only_page_is_counted_with_the_image(
    counter: VisitorCounter, time: Time, engine: Engine
) -> None:
    counter.hit(somebody(time), is_page=False)
    counter.flush()
    assert counter.counts() == Counts(1, 1, 1, 1)
    assert total(engine) == (1, 1)


def test_the_image_and_a_second_page_do_not_count_the_first_twice(
    counter: VisitorCounter, time: Time, engine: Engine
) -> None:
    visitor = somebody(time)
    counter.hit(visitor, is_page=False)
    page(counter, visitor)
    assert total(engine) == (1, 2)


def test_after_half_an_hour_without_a_page_it_is_a_new_visit(
    counter: VisitorCounter, time: Time, engine: Engine
) -> None:
    visitor = somebody(time)
    page(counter, visitor)
    time.at += 30 * MINUTE - 1
    page(counter, visitor)
    assert counter.counts().total == 1  # type: ignore[union-attr]
    time.at += 30 * MINUTE
    page(counter, visitor)
    assert counter.counts().total == 2  # type: ignore[union-attr]
    assert total(engine) == (2, 4)


def test_online_are_those_of_the_last_five_minutes(counter: VisitorCounter, time: Time) -> None:
    page(counter, somebody(time, "a"))
    time.at += 4 * MINUTE
    page(counter, somebody(time, "b"))
    assert counter.counts() == Counts(2, 2, 2, 2)
    time.at += MINUTE
    assert counter.counts() == Counts(1, 2, 2, 2)
    time.at += 5 * MINUTE
    assert counter.counts() == Counts(0, 2, 2, 2)


def test_the_day_begins_at_the_sites_own_midnight(counter: VisitorCounter, time: Time) -> None:
    time.at = datetime(2026, 11, 30, 23, 59, tzinfo=HERE).timestamp()
    page(counter, somebody(time, "a"))
    assert counter.counts() == Counts(1, 1, 1, 1)
    time.at += MINUTE
    assert counter.counts() == Counts(1, 1, 1, 1), "who is online is of today"
    page(counter, somebody(time, "b"))
    assert counter.counts() == Counts(2, 2, 2, 2)
    time.at += 86_400
    assert counter.counts() == Counts(0, 0, 1, 2)


@pytest.mark.parametrize(
    "zone", ["Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati", "Africa/Cairo"]
)
def test_midnight_falls_between_two_hours_in_every_zone(
    engine: Engine, time: Time, zone: str
) -> None:
    there = ZoneInfo(zone)
    counter = VisitorCounter(SqlCounterStore(engine, there), time)
    for minute in (-1, 0):
        time.at = datetime(2026, 12, 2, tzinfo=there).timestamp() + minute * MINUTE
        counter._hits.append((somebody(time, "ab"[minute]), int(time.at), True, None))
    counter.flush()
    assert counter._counts == Counts(2, 2, 2, 2)
    assert [hour.visits for hour in counter.store.hours(0, 2**40)] == [1, 1]


def test_hits_of_two_workers_may_come_late(
    engine: Engine, counter: VisitorCounter, time: Time
) -> None:
    visitor, late = somebody(time), VisitorCounter(SqlCounterStore(engine, HERE), time)
    late.hit(visitor, is_page=True)
    time.at += 10
    page(counter, visitor)
    late.flush()
    assert total(engine) == (1, 3)
    with engine.connect() as connection:
        assert connection.scalar(select(VisitorSession.last_seen)) == int(time.at)


def test_sessions_are_forgotten_and_a_late_return_is_a_visit(
    counter: VisitorCounter, time: Time, engine: Engine
) -> None:
    visitor = somebody(time)
    page(counter, visitor)
    time.at += 49 * HOUR
    page(counter, somebody(time, "b"))
    with engine.connect() as connection:
        assert list(connection.scalars(select(VisitorSession.id))) == ["b" * 16]
    page(counter, visitor)
    assert total(engine) == (3, 5), "the old cookie gave out no page now"


def test_it_is_exact_with_threads_and_workers(engine: Engine, time: Time, app: Flask) -> None:
    counters = [VisitorCounter(SqlCounterStore(engine, HERE), time) for _ in range(2)]
    visitors = [session(f"{n:016}", int(time.at)) for n in range(40)]
    start = threading.Barrier(8)

    def read(which: int) -> None:
        start.wait()
        for visitor in visitors[which % 4 :: 4]:
            for _ in range(3):
                counters[which % 2].hit(visitor, is_page=True)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for counter in counters:
        counter.flush()
    assert total(engine) == (40, 40 + 8 * 10 * 3)


@pytest.fixture
def out_of_reach(engine: Engine, app: Flask) -> Iterator[Path]:
    """The visitors' database, put away; what stands in its place is no database."""
    path = app.config["INSTANCE"] / "visitors.db"
    engine.dispose()
    away = path.rename(path.with_suffix(".away"))
    path.write_bytes(b"no database " * 1000)
    yield away
    engine.dispose()


def bring_back(away: Path, engine: Engine) -> None:
    engine.dispose()
    away.rename(away.with_suffix(".db"))


def test_without_its_database_it_keeps_what_was_noted(
    out_of_reach: Path, counter: VisitorCounter, time: Time, engine: Engine
) -> None:
    for n in range(5):
        page(counter, somebody(time, "abcde"[n]))
    assert counter.counts() is None
    bring_back(out_of_reach, engine)
    counter.flush()
    assert counter.counts() == Counts(5, 5, 5, 5)
    assert total(engine) == (5, 10)


def test_what_it_keeps_is_bounded_and_the_newest(
    out_of_reach: Path, counter: VisitorCounter, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counter._hits.maxlen == BUFFER
    for n in range(BUFFER + 10):
        counter.hit(session(f"{n:016}", int(time.at)), is_page=True)
    counter.flush()
    assert counter._unwritten is not None
    kept = [*counter._unwritten.hits, *counter._hits]
    assert len(kept) == BUFFER
    assert number_of(kept[0][0]) == f"{10:016}"
    assert number_of(kept[-1][0]) == f"{BUFFER + 9:016}"


def test_hits_that_come_while_writing_fails_are_the_newest(
    out_of_reach: Path, counter: VisitorCounter, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(BUFFER):
        counter.hit(session(f"{n:016}", int(time.at)), is_page=True)

    def meanwhile(*_args: object) -> None:
        for n in range(BUFFER):
            counter.hit(session(f"later{n:011}", int(time.at)), is_page=True)

    monkeypatch.setattr(counter, "_log", lambda *_: None)
    monkeypatch.setattr(
        counter.store._engine, "connect", lambda: (meanwhile(), engine_failure())[1]
    )
    counter.flush()
    assert len(counter._hits) == BUFFER
    assert all(who.startswith("later") for who, *_rest in counter._hits)


def engine_failure() -> NoReturn:
    raise OperationalError("connect", None, Exception("unable to open database file"))


def test_an_articles_views_are_asked_for_as_often_as_the_counts(
    counter: VisitorCounter, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "INTERVAL", 60)
    asked: list[int] = []
    ask = counter.store.views_of
    monkeypatch.setattr(
        counter.store, "views_of", lambda article: (asked.append(article), ask(article))[1]
    )
    counter.hit(somebody(time, "a"), is_page=True, article=7)
    counter.flush()
    assert [counter.views(7), counter.views(7), counter.views(8)] == [1, 1, 0]
    assert asked == [7, 8]
    counter.hit(somebody(time, "b"), is_page=True, article=7)
    counter.flush()
    assert counter.views(7) == 2


def test_views_are_unknown_without_the_database(
    out_of_reach: Path, counter: VisitorCounter
) -> None:
    assert counter.views(7) is None


def test_it_logs_a_failure_once_a_minute(
    out_of_reach: Path, counter: VisitorCounter, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        page(counter, somebody(time))
        counter.counts()
    assert len([r for r in caplog.records if "visitors' counts" in r.message]) == 1


def test_an_unforeseen_failure_does_not_end_the_counting(
    engine: Engine, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "INTERVAL", 0.01)
    counter, written = VisitorCounter(SqlCounterStore(engine, HERE), time), threading.Event()
    write, calls = counter.store.write, []

    def once_broken(batch: Batch, now: int) -> Counts:
        calls.append(1)
        if len(calls) == 1:
            raise MemoryError
        counts = write(batch, now)
        written.set()
        return counts

    monkeypatch.setattr(counter.store, "write", once_broken)
    counter.hit(somebody(time), is_page=True)
    assert written.wait(5)
    wait_for(counter, Counts(1, 1, 1, 1))


def test_the_writer_writes_by_itself(engine: Engine, time: Time) -> None:
    counter = VisitorCounter(SqlCounterStore(engine, HERE), time)
    counter.hit(somebody(time), is_page=True)
    wait_for(counter, Counts(1, 1, 1, 1))


def wait_for(counter: VisitorCounter, counts: Counts) -> None:
    deadline = threading.Event()
    for _ in range(100):
        if counter.counts() == counts:
            return
        deadline.wait(0.05)
    assert counter.counts() == counts
