"""The notice: there is one at most."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime

NORMAL, URGENT = "normal", "urgent"
LONGEST_TEXT, LONGEST_ADDRESS = 200, 500


class Notice(Model):
    """The only row of its table; readers see it before `ends_at`."""

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("level IN ('normal', 'urgent')", name="level"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    text: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    """Where the text leads; "" for nowhere."""
    level: Mapped[str] = mapped_column(String(10))
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
