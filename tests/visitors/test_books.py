"""What is counted, the same in either book."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from newsapp.visitors.book import Batch, BookError, Counts, Touch
from newsapp.visitors.ledger import Ledger
from newsapp.visitors.redis_book import RedisBook
from newsapp.visitors.sessions import Session, session
from newsapp.visitors.sql_book import SqlBook
from tests.visitors.conftest import ZONE, Book

NOON = int(datetime(2026, 11, 23, 12, tzinfo=ZONE).timestamp())
MIDNIGHT = int(datetime(2026, 11, 24, tzinfo=ZONE).timestamp())


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
def ledger(book: Book, time: Time, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger that writes when the test says so."""
    monkeypatch.setattr(Ledger, "_start_writer", lambda self: None)
    return Ledger(book, time)


def visitor(name: str, issued_at: int = NOON - 10 * 86_400) -> Session:
    return session(name, issued_at)


def counted(ledger: Ledger) -> Counts:
    ledger.flush()
    return ledger.book.read(int(ledger._clock()))


def pages(ledger: Ledger) -> int:
    ledger.flush()
    return sum(hour.pages for hour in ledger.book.hours(0, 2**40))


def test_a_visitors_pages_within_half_an_hour_are_one_visit(ledger: Ledger, time: Time) -> None:
    for minute in (0, 29, 58):
        time.at = NOON + minute * 60
        ledger.touch(visitor("a"), is_page=True)
    assert counted(ledger) == Counts(online=1, today=1, month=1, total=1)
    assert pages(ledger) == 3


def test_half_an_hour_without_a_page_begins_a_new_visit(ledger: Ledger, time: Time) -> None:
    ledger.touch(visitor("a"), is_page=True)
    ledger.flush()
    time.at = NOON + 30 * 60
    ledger.touch(visitor("a"), is_page=True)
    assert counted(ledger).total == 2


def test_a_newcomers_first_page_is_counted_when_the_cookie_returns(ledger: Ledger, time: Time) -> None:
    ledger.touch(visitor("a", NOON), is_page=True)
    assert (counted(ledger).total, pages(ledger)) == (1, 2)


def test_who_reads_a_single_page_is_counted_by_the_image(ledger: Ledger, time: Time) -> None:
    ledger.touch(visitor("a", NOON), is_page=False, article=7)
    assert (counted(ledger).total, pages(ledger)) == (1, 1)
    assert ledger.book.views(0, 2**40) == {7: 1}


def test_the_image_counts_no_page_twice(ledger: Ledger, time: Time) -> None:
    ledger.touch(visitor("a", NOON), is_page=False, article=7)
    ledger.touch(visitor("a", NOON), is_page=False, article=7)
    ledger.touch(visitor("a", NOON), is_page=True, article=8)
    assert (counted(ledger).total, pages(ledger)) == (1, 2)
    assert ledger.book.views(0, 2**40) == {7: 1, 8: 1}


def test_online_are_those_of_the_last_five_minutes(ledger: Ledger, time: Time) -> None:
    ledger.touch(visitor("a"), is_page=True)
    time.at += 200
    ledger.touch(visitor("b"), is_page=True)
    assert counted(ledger).online == 2
    time.at += 100
    assert counted(ledger).online == 1


def test_the_day_ends_at_the_sites_own_midnight(ledger: Ledger, time: Time) -> None:
    time.at = MIDNIGHT - 1
    ledger.touch(visitor("a"), is_page=True, article=7)
    assert counted(ledger).today == 1
    time.at = MIDNIGHT
    ledger.touch(visitor("b"), is_page=True, article=7)
    assert counted(ledger) == Counts(online=2, today=1, month=2, total=2)
    assert ledger.book.views(MIDNIGHT, MIDNIGHT + 86_400) == {7: 1}
    assert [hour.hour for hour in ledger.book.hours(0, 2**40)] == [MIDNIGHT - 3600, MIDNIGHT]


def test_the_month_ends_with_its_last_day(ledger: Ledger, time: Time) -> None:
    ledger.touch(visitor("a"), is_page=True)
    assert counted(ledger).month == 1
    time.at = int(datetime(2026, 12, 1, tzinfo=ZONE).timestamp())
    assert counted(ledger) == Counts(online=0, today=0, month=0, total=1)


def test_counting_goes_on_from_an_initial_total(ledger: Ledger, time: Time) -> None:
    ledger.touch(visitor("a"), is_page=True)
    ledger.flush()
    ledger.book.set_initial(1_000_000)
    ledger.touch(visitor("b"), is_page=True)
    assert counted(ledger) == Counts(online=2, today=2, month=2, total=1_000_002)
    ledger.book.set_initial(500)
    assert counted(ledger).total == 502


def test_a_batch_is_written_whole_or_not_at_all(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    write, failures = ledger.book.write, [BookError("on purpose"), BookError("on purpose")]

    def sometimes(batch: Batch, now: int) -> Counts:
        if failures:
            raise failures.pop()
        return write(batch, now)

    monkeypatch.setattr(ledger.book, "write", sometimes)
    for name in "ab":
        ledger.touch(visitor(name), is_page=True)
        ledger.flush()
    assert counted(ledger).total == 2


def test_redis_takes_a_batch_once(redis_book: RedisBook) -> None:
    """Its answer may be lost after it was written, and the batch is then sent again."""
    batch = Batch("one", [Touch(visitor("a"), NOON, True, 7)])
    for _ in range(2):
        redis_book.write(batch, NOON)
    assert [hour.pages for hour in redis_book.hours(0, 2**40)] == [1]


def test_an_unreachable_redis_says_so() -> None:
    book = RedisBook("unix:///nonexistent/redis.sock", ZONE)
    with pytest.raises(BookError):
        book.read(NOON)
    book.close()


def test_both_books_agree(sql_book: SqlBook, redis_book: RedisBook) -> None:
    chance = random.Random(20)
    at = NOON
    for n in range(12):
        touches = []
        for _ in range(60):
            at += chance.randrange(0, 240)
            issued = at - chance.choice((0, 30, 90_000))
            who = session(f"v{chance.randrange(25)}", issued)
            touches.append(Touch(who, at, chance.random() < 0.8, chance.choice((None, 1, 2)), chance.choice((1, 1, 3))))
        chance.shuffle(touches)
        batch = Batch(str(n), touches)
        assert sql_book.write(batch, at) == redis_book.write(batch, at)
    assert sql_book.hours(0, 2**40) == redis_book.hours(0, 2**40)
    assert sql_book.views(0, 2**40) == redis_book.views(0, 2**40)
    assert sql_book.first_hour() == redis_book.first_hour()
