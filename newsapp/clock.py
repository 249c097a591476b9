"""The time of day, read in one place so that a test can move it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """The site's time zone."""
    return ZoneInfo(current_app.config["TIMEZONE"])


def local_date(moment: datetime) -> date:
    """The calendar day of `moment` where the agency is."""
    return moment.astimezone(zone()).date()
