from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime


class SecondFactor(Model):
    """The app on a person's phone that shows codes. See factors.py."""

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    seed: Mapped[str] = mapped_column(String(64))
    """The app's secret is derived from this and from the site's secret key."""
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When a first code showed that the app has the secret. Sign-in asks for codes from then on."""
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    """The half minute (Unix time / 30) of the last accepted code. Earlier codes are refused."""


class RecoveryCode(Model):
    """A code that replaces the phone once. Only its hash is stored."""

    __tablename__ = "recovery_code"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )


class SecondFactorGrace(Model):
    """Since when a person's role has needed a second factor. See requirement.py."""

    __tablename__ = "second_factor_grace"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime] = mapped_column(UTCDateTime)
