"""Finding and adding users, their sessions and passwords."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, func, select

from newsapp import audit
from newsapp.accounts import links, passwords
from newsapp.accounts.models import Role, User
from newsapp.audit import AuditEvent
from newsapp.database import db
from newsapp.text_cleaning import clean_text

LONGEST_EMAIL = 254
HIGHEST_ID = 2**31 - 1


class AccountError(ValueError):
    """The account cannot be created or changed like this. The message says why."""


def by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def by_id(number: int) -> User | None:
    return db.session.get(User, number) if number <= HIGHEST_ID else None


def by_session_id(session_id: str) -> User | None:
    """The user named by User.get_id, whatever its token, as long as the epoch goes on.

    None for a disabled person. sessions.user_of() looks at the token too.
    """
    number, _dot, more = session_id.partition(".")
    epoch = more.partition(".")[0]
    if not (number.isdecimal() and epoch.isdecimal()):
        return None
    user = by_id(int(number))
    if user is None or not user.is_active or user.session_epoch != int(epoch):
        return None
    return user


def everyone() -> Sequence[User]:
    return db.session.scalars(select(User).order_by(User.email)).all()


def active() -> ColumnElement[bool]:
    """User.is_active as a condition of a statement."""
    return and_(User.disabled_at.is_(None), User.password_hash != "")


def add(
    email: str, name: str, role: Role, password_hash: str, *, actor: User | None, at: datetime
) -> User:
    """Add an account. Raises AccountError."""
    email = email.strip().lower()
    has_space = any(sign.isspace() for sign in email)
    if "@" not in email[1:-1] or len(email) > LONGEST_EMAIL or has_space:
        raise AccountError(_("“%(email)s” không phải là địa chỉ email.", email=email))
    if by_email(email) is not None:
        raise AccountError(_("Đã có tài khoản %(email)s.", email=email))
    user = User(
        email=email,
        name=clean_text(name) or email,
        role=role,
        password_hash=password_hash,
        created_at=at,
    )
    db.session.add(user)
    db.session.flush()
    audit.record("user.add", actor=actor, target=user, at=at, email=email, role=str(role))
    return user


def set_password(user: User, password_hash: str, *, actor: User | None, at: datetime) -> None:
    """Change the password. All sessions of the user end, and all links to set a password."""
    user.password_hash = password_hash
    user.session_epoch += 1
    links.withdraw_all(user, at)
    audit.record("user.set_password", actor=actor, target=user, at=at)


def renew_hash(user: User, password: str) -> None:
    """Store the right password anew where an earlier release hashed it at less cost."""
    user.password_hash = passwords.renewed_hash(user.password_hash, password) or user.password_hash


def record_failure(user: User, at: datetime) -> None:
    """Somebody gave a wrong password for the account."""
    audit.record("user.fail_sign_in", actor=None, target=user, at=at)


def failures_since_last_sign_in(user: User) -> int:
    """Wrong passwords since somebody last signed in to the account."""
    failed = [
        AuditEvent.target_type == User.__tablename__,
        AuditEvent.target_id == user.id,
        AuditEvent.action == "user.fail_sign_in",
    ]
    if user.last_signed_in_at is not None:
        failed.append(AuditEvent.at > user.last_signed_in_at)
    return db.session.scalar(select(func.count(AuditEvent.id)).where(*failed)) or 0


def record_sign_in(user: User, at: datetime) -> None:
    user.last_signed_in_at = at
    audit.record("user.sign_in", actor=user, target=user, at=at)


def end_sessions(user: User, at: datetime) -> None:
    """Sign the user out in every browser."""
    user.session_epoch += 1
    audit.record("user.sign_out", actor=user, target=user, at=at)
