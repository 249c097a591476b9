from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts import users
from newsapp.accounts.models import Role, User
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


@pytest.mark.parametrize("forged", ["", "1", "1.", ".0", "-1.0", "a.b", "99.0", "².0"])
def test_a_forged_session_is_nobody(writer: User, forged: str) -> None:
    assert users.by_session_id(forged) is None


def test_signing_in_is_noted(writer: User) -> None:
    now = clock.now()
    with writing():
        users.record_sign_in(writer, now)
    assert writer.last_signed_in_at == now
