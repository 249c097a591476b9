from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts import throttle
from newsapp.accounts.models import SignInFailures
from newsapp.accounts.throttle import FEW, MANY, WINDOW, Count, Counts, TooManyFailures
from newsapp.database import db, writing
from tests import cast

COUNTS = Counts("s" * 64)
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
AN, BINH = "an@hunglac.example", "binh@hunglac.example"


def guess(counts: list[Count], times: int = 1) -> None:
    for _ in range(times):
        with writing():
            throttle.begin_guess(counts, clock.now())


def wait_of(counts: list[Count]) -> int:
    """Seconds until the next guess."""
    try:
        with writing():
            throttle.begin_guess(counts, clock.now())
            db.session.rollback()
    except TooManyFailures as error:
        return error.wait
    return 0


def test_nobody_is_named_in_the_clear(app: Flask) -> None:
    guess(COUNTS.of_stranger(AN, HERE))
    kept = {row.key for row in db.session.scalars(select(SignInFailures))}
    assert kept == {count.key for count in COUNTS.of_stranger(" AN@HUNGLAC.example", HERE)}
    others = Counts("t" * 64).of_stranger(AN, HERE)
    assert kept.isdisjoint(count.key for count in others)


def test_a_few_guesses_slow_that_account_there(
    app: Flask, stopped_clock: cast.StoppedClock
) -> None:
    guess(COUNTS.of_stranger(AN, HERE), FEW)
    assert wait_of(COUNTS.of_stranger(AN, HERE)) == 90
    assert wait_of(COUNTS.of_stranger(AN, ELSEWHERE)) == 0
    assert wait_of(COUNTS.of_stranger(BINH, HERE)) == 0
    assert wait_of(COUNTS.of_known(AN, "browser")) == 0


def test_slowed_is_not_closed(app: Flask, stopped_clock: cast.StoppedClock) -> None:
    guess(COUNTS.of_stranger(AN, HERE), FEW)
    stopped_clock.move(seconds=89.5)
    assert wait_of(COUNTS.of_stranger(AN, HERE)) == 1, "asking too soon costs nothing"
    stopped_clock.move(seconds=1)
    guess(COUNTS.of_stranger(AN, HERE))
    assert wait_of(COUNTS.of_stranger(AN, HERE)) == 90


def test_many_addresses_slow_an_account_and_many_accounts_an_address(
    app: Flask, stopped_clock: cast.StoppedClock
) -> None:
    for n in range(MANY):
        guess(COUNTS.of_stranger(AN, f"203.0.113.{n}"))
        guess(COUNTS.of_stranger(f"{n}@hunglac.example", HERE))
    assert wait_of(COUNTS.of_stranger(AN, ELSEWHERE)) == 9
    assert wait_of(COUNTS.of_stranger(BINH, HERE)) == 9
    assert wait_of(COUNTS.of_stranger(BINH, ELSEWHERE)) == 0
    assert wait_of(COUNTS.of_known(AN, "browser")) == 0


def test_guesses_in_a_known_browser_are_slowed_too(
    app: Flask, stopped_clock: cast.StoppedClock
) -> None:
    guess(COUNTS.of_known(AN, "browser"), FEW)
    assert wait_of(COUNTS.of_known(AN, "browser")) == 90
    assert wait_of(COUNTS.of_known(AN, "session")) == 0


def test_a_window_later_nothing_is_left(app: Flask, stopped_clock: cast.StoppedClock) -> None:
    guess(COUNTS.of_stranger(AN, HERE), FEW)
    stopped_clock.move(seconds=(WINDOW + timedelta(seconds=1)).total_seconds())
    guess(COUNTS.of_stranger(BINH, ELSEWHERE))
    kept = {row.key for row in db.session.scalars(select(SignInFailures))}
    assert kept == {count.key for count in COUNTS.of_stranger(BINH, ELSEWHERE)}


def test_a_right_guess_gives_its_share_back(app: Flask) -> None:
    guess(COUNTS.of_stranger(AN, HERE), 5)
    guess(COUNTS.of_stranger(BINH, HERE), 3)
    guess(COUNTS.of_stranger(AN, ELSEWHERE), 2)
    with writing():
        throttle.forget_guesses(COUNTS.of_stranger(AN, HERE))
    counted = {row.key: row.count for row in db.session.scalars(select(SignInFailures))}
    there, account, address = COUNTS.of_stranger(AN, HERE)
    assert [counted[count.key] for count in (there, account, address)] == [0, 2, 3]


@pytest.mark.parametrize("counts", [COUNTS.of_code(1, ""), COUNTS.of_code(1, "browser")])
def test_codes_are_counted_by_themselves(app: Flask, counts: list[Count]) -> None:
    guess(counts, FEW)
    assert wait_of(counts) > 0
    assert wait_of(COUNTS.of_code(2, "browser")) == 0
    assert wait_of(COUNTS.of_stranger(AN, HERE)) == 0
