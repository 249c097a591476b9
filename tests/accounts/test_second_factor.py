from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts import membership, second_factor
from newsapp.accounts.models import RecoveryCode, SecondFactor, User
from newsapp.audit import AuditEvent
from newsapp.database import db, writing
from tests import cast
from tests.authenticator import Authenticator, turn_on


def take(user: User, typed: str) -> bool:
    with writing():
        return second_factor.take(user, typed, site_key=current_app.config["SECRET_KEY"], at=clock.now())


@pytest.fixture(autouse=True)
def still(stopped_clock: cast.StoppedClock) -> cast.StoppedClock:
    return stopped_clock


def test_a_code_opens_once(writer: User, still: cast.StoppedClock) -> None:
    app, _codes = turn_on(writer)
    assert not take(writer, app.code()), "the code that turned it on"
    still.move(seconds=30)
    assert take(writer, f" {app.code()[:3]} {app.code()[3:]} ")
    assert not take(writer, app.code())


def test_a_code_before_the_last_one_is_not_taken(writer: User, still: cast.StoppedClock) -> None:
    app, _codes = turn_on(writer)
    still.move(seconds=90)
    assert take(writer, app.code(steps=1))
    assert not take(writer, app.code())


@pytest.mark.parametrize(("steps", "is_right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_differ_by_half_a_minute(
    writer: User, still: cast.StoppedClock, steps: int, is_right: bool
) -> None:
    app, _codes = turn_on(writer)
    still.move(minutes=5)
    assert take(writer, app.code(steps=steps)) is is_right


@pytest.mark.parametrize("typed", ["", "0", "abcdef", "١٢٣٤٥٦", "\0", "ế" * 1000])
def test_what_is_no_code_is_not_taken(writer: User, still: cast.StoppedClock, typed: str) -> None:
    turn_on(writer)
    assert not take(writer, typed)


def test_nothing_is_asked_for_before_the_first_code(writer: User) -> None:
    with writing():
        second_factor.begin(writer, at=clock.now())
    assert not second_factor.is_on(writer)
    assert not take(writer, "000000")
    key = current_app.config["SECRET_KEY"]
    with writing():
        assert second_factor.confirm(writer, "000000", site_key=key, at=clock.now()) is None
    assert not second_factor.is_on(writer)


def test_turning_it_on_ends_other_sessions_and_beginning_again_changes_nothing(writer: User) -> None:
    session = writer.get_id()
    turn_on(writer)
    assert writer.get_id() != session
    seed = db.session.scalars(select(SecondFactor.seed)).one()
    with writing():
        second_factor.begin(writer, at=clock.now())
    assert db.session.scalars(select(SecondFactor.seed)).one() == seed
    assert second_factor.is_on(writer)


def test_recovery_codes_work_once_each_however_they_are_typed(writer: User, other_writer: User) -> None:
    _app, codes = turn_on(writer)
    turn_on(other_writer)
    assert len(set(codes)) == second_factor.codes_left(writer) == 10
    assert not take(other_writer, codes[0])
    assert take(writer, f" {codes[0].upper().replace('-', ' ')}")
    assert not take(writer, codes[0])
    assert take(writer, codes[1].replace("-", ""))
    left = [
        e.details for e in db.session.scalars(select(AuditEvent).where(AuditEvent.action.endswith("recovery_code")))
    ]
    assert left == [{"left": 9}, {"left": 8}]


def test_new_recovery_codes_end_the_former(writer: User) -> None:
    _app, former = turn_on(writer)
    with writing():
        codes = second_factor.renew_codes(writer, at=clock.now())
    assert not take(writer, former[0])
    assert take(writer, codes[0])


def test_neither_secret_nor_codes_are_kept(app: Flask, writer: User) -> None:
    _app, codes = turn_on(writer)
    factor = db.session.scalars(select(SecondFactor)).one()
    key = second_factor.secret(factor, app.config["SECRET_KEY"])
    assert key != second_factor.secret(factor, "k" * 64), "without the site's secret key the seed is no use"
    assert key not in str(vars(factor))
    kept = str(db.session.scalars(select(RecoveryCode.digest)).all())
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_the_address_for_the_app_says_whose_it_is(app: Flask, writer: User) -> None:
    with writing():
        factor = second_factor.begin(writer, at=clock.now())
    agency = "Sở Khoa học và Công nghệ tỉnh Hưng Lạc"
    address = urlsplit(second_factor.address(factor, app.config["SECRET_KEY"], email=writer.email, agency=agency))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == f"/{agency}:{writer.email}"
    key = parse_qs(address.query)["secret"][0]
    assert key == second_factor.secret(factor, app.config["SECRET_KEY"])
    assert len(Authenticator(key).code()) == 6


def test_an_administrator_resets_it_for_somebody_else(administrator: User, writer: User) -> None:
    _app, codes = turn_on(writer)
    with writing():
        membership.reset_second_factor(writer, actor=administrator, at=clock.now())
    assert not second_factor.is_on(writer)
    assert not take(writer, codes[0])
    turn_on(administrator)
    with pytest.raises(membership.AccountError), writing():
        membership.reset_second_factor(administrator, actor=administrator, at=clock.now())
    assert second_factor.protected() == {administrator.id}
