"""The people who sign in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime


class Role(StrEnum):
    """What a person may do; the table is in permissions.py. The later, the higher."""

    WRITER = "writer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class User(Model):
    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("role IN ('writer', 'editor', 'administrator')", name="role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    """Empty until the person has accepted the invitation."""
    session_epoch: Mapped[int] = mapped_column(default=0)
    """Goes up at each sign-out and password change: a session of an earlier epoch has ended, wherever its cookie is."""
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_signed_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    # What Flask-Login asks of a user, beside is_active.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_disabled(self) -> bool:
        return self.disabled_at is not None

    @property
    def is_awaited(self) -> bool:
        """Whether the person was invited and has not come yet."""
        return not self.password_hash

    @property
    def is_active(self) -> bool:
        """Whether the person can sign in and act; users.active() says the same to the database."""
        return not self.is_disabled and not self.is_awaited

    def get_id(self) -> str:
        return f"{self.id}.{self.session_epoch}"


class SignInFailures(Model):
    """How often signing in failed lately, by account and by address; the key is a keyed hash of either."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime] = mapped_column(UTCDateTime)


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105 - what the link is for


class AccountLink(Model):
    """A link by which a person sets their password, once. What the link says is not kept, only its hash."""

    __tablename__ = "account_link"
    __table_args__ = (CheckConstraint("purpose IN ('invitation', 'password')", name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the token, in hexadecimal: a token of 256 random bits cannot be found from it."""
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When a newer link took its place, or the person was disabled."""


class SecondFactor(Model):
    """The app on a person's telephone that shows codes. See second_factor.py."""

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    seed: Mapped[str] = mapped_column(String(64))
    """What the app's secret is made from, together with the site's secret key: without that key it opens nothing."""
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """Empty until a first code has shown that the app has the secret: until then nobody asks for codes."""
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    """The half minute (Unix time / 30) of the last code taken: it and earlier ones are not taken again."""


class RecoveryCode(Model):
    """A code that stands in, once, for a telephone that was lost; kept as a hash."""

    __tablename__ = "recovery_code"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
