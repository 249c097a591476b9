"""Adding people, signing them in and out, changing passwords."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, delete, select

from newsapp import audit
from newsapp.accounts import links
from newsapp.accounts.models import Role, SignInFailures, User
from newsapp.database import db, note_change

FAILURES_ALLOWED = 10
FAILURE_WINDOW = timedelta(minutes=15)


class AccountError(ValueError):
    """The account cannot be made or changed so; the message says why."""


class TooManyFailures(Exception):
    """Signing in is refused for a while."""


def by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def everyone() -> Sequence[User]:
    return db.session.scalars(select(User).order_by(User.email)).all()


def with_number(number: int) -> User | None:
    return db.session.get(User, number) if number < 2**31 else None


def active() -> ColumnElement[bool]:
    """Whether a person can sign in and act: User.is_active for a statement."""
    return and_(User.disabled_at.is_(None), User.password_hash != "")


def by_session_id(session_id: str) -> User | None:
    """The user whose session this is, unless the session has ended or the person is disabled."""
    number, _dot, epoch = session_id.partition(".")
    if not (number.isdecimal() and epoch.isdecimal()):
        return None
    user = db.session.get(User, int(number))
    return user if user is not None and user.is_active and user.session_epoch == int(epoch) else None


def add(email: str, name: str, role: Role, password_hash: str, *, actor: User | None, at: datetime) -> User:
    """Add an account. Raises AccountError."""
    email = email.strip().lower()
    if "@" not in email[1:-1] or len(email) > 254 or any(c.isspace() for c in email):
        raise AccountError(_("“%(email)s” không phải là địa chỉ email.", email=email))
    if by_email(email) is not None:
        raise AccountError(_("Đã có tài khoản %(email)s.", email=email))
    user = User(email=email, name=name.strip() or email, role=role, password_hash=password_hash, created_at=at)
    db.session.add(user)
    db.session.flush()
    audit.record("user.add", actor=actor, target=user, at=at, email=email, role=str(role))
    return user


def failure_keys(email: str, address: str, secret: str) -> list[str]:
    """The keys under which failures of this account and from this address are counted."""
    return [
        hashlib.blake2b(part.encode("utf8", "replace"), key=secret.encode()[:64], digest_size=16).hexdigest()
        for part in (f"account {email.strip().lower()}", f"address {address}")
    ]


def check_failures(keys: list[str], at: datetime) -> None:
    """Raise TooManyFailures where one of the keys failed too often within the window."""
    rows = db.session.scalars(select(SignInFailures).where(SignInFailures.key.in_(keys)))
    if any(row.count >= FAILURES_ALLOWED and at - row.since < FAILURE_WINDOW for row in rows):
        raise TooManyFailures


def count_failure(keys: list[str], at: datetime) -> None:
    note_change(seen_by_readers=False)
    db.session.execute(delete(SignInFailures).where(SignInFailures.since < at - FAILURE_WINDOW))
    for key in keys:
        row = db.session.get(SignInFailures, key, populate_existing=True)
        if row is None:
            db.session.add(SignInFailures(key=key, count=1, since=at))
        else:
            row.count += 1


def signed_in(user: User, keys: list[str], at: datetime) -> None:
    """Note a sign-in and forget the account's failures before it; `keys`: those of failure_keys."""
    user.last_signed_in_at = at
    db.session.execute(delete(SignInFailures).where(SignInFailures.key == keys[0]))
    audit.record("user.sign_in", actor=user, target=user, at=at)


def end_sessions(user: User, at: datetime) -> None:
    """Sign `user` out, in every browser."""
    user.session_epoch += 1
    audit.record("user.sign_out", actor=user, target=user, at=at)


def set_password(user: User, password_hash: str, *, actor: User | None, at: datetime) -> None:
    """Change the password; every session that was opened with the old one ends, and every link to set another."""
    user.password_hash = password_hash
    user.session_epoch += 1
    links.end_all(user, at)
    audit.record("user.set_password", actor=actor, target=user, at=at)
