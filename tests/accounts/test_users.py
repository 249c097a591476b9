from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts import users
from newsapp.accounts.models import Role, SignInFailures, User
from newsapp.audit import AuditEvent
from newsapp.database import db, writing


def add(email: str) -> User:
    with writing():
        return users.add(email, " ", Role.WRITER, "hash", actor=None, at=clock.now())


def test_an_account_is_found_however_the_address_is_typed(app: Flask) -> None:
    added = add("  Nguyen.An@HungLac.example ")
    assert (added.email, added.name) == ("nguyen.an@hunglac.example", "nguyen.an@hunglac.example")
    assert users.by_email(" NGUYEN.AN@hunglac.example") is added
    event = db.session.scalars(select(AuditEvent)).one()
    assert (event.action, event.actor_id, event.target_id) == ("user.add", None, added.id)
    assert event.details == {"email": added.email, "role": "writer"}


@pytest.mark.parametrize("email", ["", "an", "@a", "a@", "a b@c", "a@b\nc", "x" * 250 + "@a.vn"])
def test_what_is_no_address_is_refused(app: Flask, email: str) -> None:
    with pytest.raises(users.AccountError):
        add(email)


def test_an_address_has_one_account(app: Flask) -> None:
    add("an@hunglac.example")
    with pytest.raises(users.AccountError):
        add("AN@hunglac.example")


def test_a_session_ends_with_its_epoch(writer: User) -> None:
    session = writer.get_id()
    assert users.by_session_id(session) is writer
    with writing():
        users.end_sessions(writer, clock.now())
    assert users.by_session_id(session) is None
    session = writer.get_id()
    with writing():
        users.set_password(writer, "new", actor=writer, at=clock.now())
    assert users.by_session_id(session) is None
    assert users.by_session_id(writer.get_id()) is writer


@pytest.mark.parametrize("forged", ["", "1", "1.", ".0", "-1.0", "a.b", "1.0.0", "99.0", "².0"])
def test_a_forged_session_is_nobody(writer: User, forged: str) -> None:
    assert users.by_session_id(forged) is None


def keys(email: str = "an@hunglac.example", address: str = "192.0.2.1") -> list[str]:
    return users.failure_keys(email, address, "s" * 64)


def fail(times: int, which: list[str]) -> None:
    for _ in range(times):
        with writing():
            users.count_failure(which, clock.now())


def test_failures_are_kept_without_the_address_or_the_account(app: Flask) -> None:
    fail(1, keys())
    kept = [row.key for row in db.session.scalars(select(SignInFailures))]
    assert sorted(kept) == sorted(keys())
    assert keys() == keys(" AN@HUNGLAC.example")
    assert set(keys()).isdisjoint(users.failure_keys("an@hunglac.example", "192.0.2.1", "t" * 64))


def test_ten_failures_close_the_account_and_the_address(app: Flask) -> None:
    fail(users.FAILURES_ALLOWED - 1, keys())
    users.check_failures(keys(), clock.now())
    fail(1, keys())
    for closed in (keys(), keys(address="198.51.100.7"), keys(email="binh@hunglac.example")):
        with pytest.raises(users.TooManyFailures):
            users.check_failures(closed, clock.now())
    users.check_failures(keys("binh@hunglac.example", "198.51.100.7"), clock.now())


def test_the_door_opens_again_after_the_window(app: Flask) -> None:
    fail(users.FAILURES_ALLOWED, keys())
    users.check_failures(keys(), clock.now() + users.FAILURE_WINDOW + timedelta(seconds=1))


def test_old_failures_are_forgotten(app: Flask) -> None:
    fail(3, keys())
    with writing():
        users.count_failure(["other"], clock.now() + users.FAILURE_WINDOW + timedelta(seconds=1))
    assert [row.key for row in db.session.scalars(select(SignInFailures))] == ["other"]


def test_signing_in_forgives_the_account_not_the_address(writer: User) -> None:
    fail(4, keys(writer.email))
    now = clock.now()
    with writing():
        users.signed_in(writer, keys(writer.email), now)
    assert writer.last_signed_in_at == now
    assert [row.key for row in db.session.scalars(select(SignInFailures))] == keys(writer.email)[1:]
