from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.users import AccountError
from newsapp.audit import AuditEvent
from newsapp.database import db, writing
from newsapp.parts.second_factor import factors
from newsapp.parts.second_factor.models import RecoveryCode, SecondFactor
from tests import cast
from tests.authenticator import Authenticator, turn_on


def accept(user: User, typed: str) -> bool:
    with writing():
        return factors.accept(user, typed, at=clock.now())


@pytest.fixture(autouse=True)
def still(stopped_clock: cast.StoppedClock) -> cast.StoppedClock:
    return stopped_clock


def test_a_code_opens_once(writer: User, still: cast.StoppedClock) -> None:
    app, _codes = turn_on(writer)
    assert not accept(writer, app.code()), "the code that turned it on"
    still.move(seconds=30)
    assert accept(writer, f" {app.code()[:3]} {app.code()[3:]} ")
    assert not accept(writer, app.code())


def test_a_code_before_the_last_one_is_not_taken(writer: User, still: cast.StoppedClock) -> None:
    app, _codes = turn_on(writer)
    still.move(seconds=90)
    assert accept(writer, app.code(steps=1))
    assert not accept(writer, app.code())


@pytest.mark.parametrize(
    ("steps", "is_right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_differ_by_half_a_minute(
    writer: User, still: cast.StoppedClock, steps: int, is_right: bool
) -> None:
    app, _codes = turn_on(writer)
    still.move(minutes=5)
    assert accept(writer, app.code(steps=steps)) is is_right


@pytest.mark.parametrize("typed", ["", "0", "abcdef", "١٢٣٤٥٦", "\0", "ế" * 1000])
def test_what_is_no_code_is_not_taken(writer: User, still: cast.StoppedClock, typed: str) -> None:
    turn_on(writer)
    assert not accept(writer, typed)


def test_nothing_is_asked_for_before_the_first_code(writer: User) -> None:
    with writing():
        factors.begin(writer, at=clock.now())
    assert not factors.is_on(writer)
    assert not accept(writer, "000000")
    with writing():
        assert factors.confirm(writer, "000000", at=clock.now()) is None
    assert not factors.is_on(writer)


def test_turning_it_on_ends_other_sessions_and_beginning_again_changes_nothing(
    writer: User,
) -> None:
    session = writer.get_id()
    turn_on(writer)
    assert writer.get_id() != session
    seed = db.session.scalars(select(SecondFactor.seed)).one()
    with writing():
        factors.begin(writer, at=clock.now())
    assert db.session.scalars(select(SecondFactor.seed)).one() == seed
    assert factors.is_on(writer)


def test_recovery_codes_work_once_each_however_they_are_typed(
    writer: User, other_writer: User
) -> None:
    _app, codes = turn_on(writer)
    turn_on(other_writer)
    assert len(set(codes)) == factors.codes_left(writer) == 10
    assert not accept(other_writer, codes[0])
    assert accept(writer, f" {codes[0].upper().replace('-', ' ')}")
    assert not accept(writer, codes[0])
    assert accept(writer, codes[1].replace("-", ""))
    left = [
        e.details
        for e in db.session.scalars(
            select(AuditEvent).where(AuditEvent.action.endswith("recovery_code"))
        )
    ]
    assert left == [{"left": 9}, {"left": 8}]


def test_new_recovery_codes_end_the_former(writer: User) -> None:
    _app, former = turn_on(writer)
    with writing():
        codes = factors.renew_codes(writer, at=clock.now())
    assert not accept(writer, former[0])
    assert accept(writer, codes[0])


def test_neither_secret_nor_codes_are_kept(
    app: Flask, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    _app, codes = turn_on(writer)
    factor = db.session.scalars(select(SecondFactor)).one()
    key = factors.secret(factor)
    assert key not in str(vars(factor))
    monkeypatch.setitem(app.config, "SECRET_KEY", "k" * 64)
    assert key != factors.secret(factor), "without the site's secret key the seed is no use"
    kept = str(db.session.scalars(select(RecoveryCode.digest)).all())
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_the_address_for_the_app_says_whose_it_is(writer: User) -> None:
    with writing():
        factor = factors.begin(writer, at=clock.now())
    agency = "Sở Khoa học và Công nghệ tỉnh Hưng Lạc"
    address = urlsplit(factors.provisioning_uri(factor, email=writer.email, agency=agency))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == f"/{agency}:{writer.email}"
    key = parse_qs(address.query)["secret"][0]
    assert key == factors.secret(factor)
    assert len(Authenticator(key).code()) == 6


def test_an_administrator_resets_it_for_somebody_else(administrator: User, writer: User) -> None:
    _app, codes = turn_on(writer)
    with writing():
        factors.reset(writer, actor=administrator, at=clock.now())
    assert not factors.is_on(writer)
    assert not accept(writer, codes[0])
    turn_on(administrator)
    with pytest.raises(AccountError), writing():
        factors.reset(administrator, actor=administrator, at=clock.now())
    assert factors.protected_ids() == {administrator.id}
