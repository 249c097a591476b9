"""The people who sign in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime


class Role(StrEnum):
    """What a person may do, from least to most. See permissions.py."""

    WRITER = "writer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class User(Model):
    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("role IN ('writer', 'editor', 'administrator')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    """Empty until the person accepts the invitation."""
    session_epoch: Mapped[int] = mapped_column(default=0)
    """Goes up at each sign-out and password change. Sessions of an earlier epoch have ended."""
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_signed_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    session_token = ""
    staff_session = cast("StaffSession | None", None)
    """Of the session in which the user asks, and its row; see sessions.py."""

    # What Flask-Login asks of a user, beside is_active.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_disabled(self) -> bool:
        return self.disabled_at is not None

    @property
    def is_invited(self) -> bool:
        """Whether the person has not accepted the invitation yet."""
        return not self.password_hash

    @property
    def is_active(self) -> bool:
        """Whether the person can sign in. users.active() is the same for the database."""
        return not self.is_disabled and not self.is_invited

    def get_id(self) -> str:
        return f"{self.id}.{self.session_epoch}.{self.session_token}"


class StaffSession(Model):
    """A browser in which somebody is signed in. See sessions.py."""

    __tablename__ = "staff_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the token in hexadecimal."""
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    epoch: Mapped[int]
    """User.session_epoch when it began."""
    browser: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)


class SignInFailures(Model):
    """How often signing in failed lately. See throttle.py; `key` names nobody in the clear."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    latest: Mapped[datetime] = mapped_column(UTCDateTime)


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105 - what the link is for


class AccountLink(Model):
    """A link with which a person sets a password, once. Only the hash of its token is stored."""

    __tablename__ = "account_link"
    __table_args__ = (CheckConstraint("purpose IN ('invitation', 'password')", name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the token in hexadecimal. A token of 256 random bits cannot be guessed."""
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When a newer link replaced this one, or the person was disabled."""
