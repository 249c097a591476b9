"""The people who sign in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime


class Role(StrEnum):
    """What a person may do; the table is in permissions.py."""

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
    session_epoch: Mapped[int] = mapped_column(default=0)
    """Goes up at each sign-out and password change: a session of an earlier epoch has ended, wherever its cookie is."""
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_signed_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    # What Flask-Login asks of a user.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return f"{self.id}.{self.session_epoch}"


class SignInFailures(Model):
    """How often signing in failed lately, by account and by address; the key is a keyed hash of either."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime] = mapped_column(UTCDateTime)
