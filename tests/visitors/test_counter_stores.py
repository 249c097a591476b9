"""What is counted, the same in either store."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from newsapp.cluster.redis_counter_store import RedisCounterStore
from newsapp.visitors.counter_store import Batch, CounterStoreError, Counts, Hit
from newsapp.visitors.sessions import Session, session
from newsapp.visitors.sql_counter_store import SqlCounterStore
from newsapp.visitors.visitor_counter import VisitorCounter
from tests.visitors.conftest import ZONE, CounterStore

NOON = int(datetime(2026, 11, 23, 12, tzinfo=ZONE).timestamp())
MIDNIGHT = int(datetime(2026, 11, 24, tzinfo=ZONE).timestamp())

FIRST_OF_MONTH = int(datetime(2026, 12, 1, tzinfo=ZONE).timestamp())


class Time:
    """A clock that a test sets. at: Unix time, seconds."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> float:
        return float(self.at)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def counter(store: CounterStore, time: Time, monkeypatch: pytest.MonkeyPatch) -> VisitorCounter:
    """A counter that writes when the test says so."""
    monkeypatch.setattr(VisitorCounter, "_start_writer", lambda self: None)
    return VisitorCounter(store, time)


def visitor(name: str, issued_at: int = NOON - 10 * 86_400) -> Session:
    return session(name, issued_at)


def counted(counter: VisitorCounter) -> Counts:
    counter.flush()
    return counter.store.read(int(counter._clock()))


def pages(counter: VisitorCounter) -> int:
    counter.flush()
    return sum(hour.pages for hour in counter.store.hours(0, 2**40))


def test_a_visitors_pages_within_half_an_hour_are_one_visit(
    counter: VisitorCounter, time: Time
) -> None:
    for minute in (0, 29, 58):
        time.at = NOON + minute * 60
        counter.hit(visitor("a"), is_page=True)
    assert counted(counter) == Counts(online=1, today=1, month=1, total=1)
    assert pages(counter) == 3


def test_half_an_hour_without_a_page_begins_a_new_visit(
    counter: VisitorCounter, time: Time
) -> None:
    counter.hit(visitor("a"), is_page=True)
    counter.flush()
    time.at = NOON + 30 * 60
    counter.hit(visitor("a"), is_page=True)
    assert counted(counter).total == 2


def test_a_newcomers_first_page_is_counted_when_the_cookie_returns(
    counter: VisitorCounter, time: Time
) -> None:
    counter.hit(visitor("a", NOON), is_page=True)
    assert (counted(counter).total, pages(counter)) == (1, 2)


def test_who_reads_a_single_page_is_counted_by_the_image(
    counter: VisitorCounter, time: Time
) -> None:
    counter.hit(visitor("a", NOON), is_page=False, article=7)
    assert (counted(counter).total, pages(counter)) == (1, 1)
    assert counter.store.views(0, 2**40) == {7: 1}


def test_the_image_counts_no_page_twice(counter: VisitorCounter, time: Time) -> None:
    counter.hit(visitor("a", NOON), is_page=False, article=7)
    counter.hit(visitor("a", NOON), is_page=False, article=7)
    counter.hit(visitor("a", NOON), is_page=True, article=8)
    assert (counted(counter).total, pages(counter)) == (1, 2)
    assert counter.store.views(0, 2**40) == {7: 1, 8: 1}


def test_online_are_those_of_the_last_five_minutes(counter: VisitorCounter, time: Time) -> None:
    counter.hit(visitor("a"), is_page=True)
    time.at += 200
    counter.hit(visitor("b"), is_page=True)
    assert counted(counter).online == 2
    time.at += 100
    assert counted(counter).online == 1


def test_the_day_ends_at_the_sites_own_midnight(counter: VisitorCounter, time: Time) -> None:
    time.at = MIDNIGHT - 1
    counter.hit(visitor("a"), is_page=True, article=7)
    assert counted(counter).today == 1
    time.at = MIDNIGHT
    counter.hit(visitor("b"), is_page=True, article=7)
    assert counted(counter) == Counts(online=2, today=2, month=2, total=2)
    assert counter.store.views(MIDNIGHT, MIDNIGHT + 86_400) == {7: 1}
    assert [hour.hour for hour in counter.store.hours(0, 2**40)] == [MIDNIGHT - 3600, MIDNIGHT]


@pytest.mark.parametrize("midnight", [MIDNIGHT, FIRST_OF_MONTH])
def test_who_is_online_at_midnight_is_of_both_days(
    counter: VisitorCounter, time: Time, midnight: int
) -> None:
    """Nobody is online who did not come today, and the number of a day never falls."""
    time.at = midnight - 60
    for name in "abc":
        counter.hit(visitor(name), is_page=True)
    counter.flush()
    seen = []
    for second in (0, 239, 240, 600):
        time.at = midnight + second
        if second == 239:
            counter.hit(visitor("a"), is_page=True)
        now = counted(counter)
        seen.append((now.online, now.today))
        assert now.online <= now.today <= now.month
    assert seen == [(3, 3), (3, 3), (1, 3), (0, 3)]
    assert counted(counter).total == 4, "a's visit of the new day"
    assert [hour.visits for hour in counter.store.hours(0, 2**40)] == [3, 1]


def test_a_view_is_counted_once_a_second(counter: VisitorCounter) -> None:
    for _ in range(3):
        counter.hit(visitor("a"), is_page=True, article=7)
    assert pages(counter) == 3
    assert counter.store.views_of(7) == 1


def test_the_month_ends_with_its_last_day(counter: VisitorCounter, time: Time) -> None:
    counter.hit(visitor("a"), is_page=True)
    assert counted(counter).month == 1
    time.at = int(datetime(2026, 12, 1, tzinfo=ZONE).timestamp())
    assert counted(counter) == Counts(online=0, today=0, month=0, total=1)


def test_counting_goes_on_from_an_initial_total(counter: VisitorCounter, time: Time) -> None:
    counter.hit(visitor("a"), is_page=True)
    counter.flush()
    counter.store.set_initial(1_000_000)
    counter.hit(visitor("b"), is_page=True)
    assert counted(counter) == Counts(online=2, today=2, month=2, total=1_000_002)
    counter.store.set_initial(500)
    assert counted(counter).total == 502


def test_hits_of_a_former_site_are_of_no_day(counter: VisitorCounter, time: Time) -> None:
    counter.hit(visitor("a"), is_page=True, article=7)
    counter.flush()
    for views in (313, 400):
        counter.store.set_former_views(7, views)
    assert counter.store.views_of(7) == 401
    assert counter.store.views(MIDNIGHT - 86_400, MIDNIGHT) == {7: 1}


def test_a_batch_is_written_whole_or_not_at_all(
    counter: VisitorCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, failures = (
        counter.store.write,
        [CounterStoreError("on purpose"), CounterStoreError("on purpose")],
    )

    def sometimes(batch: Batch, now: int) -> Counts:
        if failures:
            raise failures.pop()
        return write(batch, now)

    monkeypatch.setattr(counter.store, "write", sometimes)
    for name in "ab":
        counter.hit(visitor(name), is_page=True)
        counter.flush()
    assert counted(counter).total == 2


def test_redis_takes_a_batch_once(redis_store: RedisCounterStore) -> None:
    """Its answer may be lost after it was written, and the batch is then sent again."""
    batch = Batch("one", [Hit(visitor("a"), NOON, True, 7)])
    for _ in range(2):
        redis_store.write(batch, NOON)
    assert [hour.pages for hour in redis_store.hours(0, 2**40)] == [1]


def test_an_unreachable_redis_says_so() -> None:
    store = RedisCounterStore("unix:///nonexistent/redis.sock", ZONE)
    with pytest.raises(CounterStoreError):
        store.read(NOON)
    store.close()


def test_both_stores_agree(sql_store: SqlCounterStore, redis_store: RedisCounterStore) -> None:
    chance = random.Random(20)
    at = NOON
    for n in range(12):
        hits = []
        for _ in range(60):
            at += chance.randrange(0, 240)
            issued = at - chance.choice((0, 30, 90_000))
            who = session(f"v{chance.randrange(25)}", issued)
            hits.append(
                Hit(
                    who,
                    at,
                    chance.random() < 0.8,
                    chance.choice((None, 1, 2)),
                    chance.choice((1, 1, 3)),
                )
            )
        chance.shuffle(hits)
        batch = Batch(str(n), hits)
        assert sql_store.write(batch, at) == redis_store.write(batch, at)
    assert sql_store.hours(0, 2**40) == redis_store.hours(0, 2**40)
    assert sql_store.views(0, 2**40) == redis_store.views(0, 2**40)
    assert sql_store.first_hour() == redis_store.first_hour()
