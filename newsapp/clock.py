"""The time of day, read in one place so that a test can move it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """The site's time zone."""
    return ZoneInfo(current_app.config["TIMEZONE"])


def start_of_day(day: date) -> datetime:
    """When the day begins where the agency is."""
    return datetime.combine(day, time(), zone())


def local_date(moment: datetime) -> date:
    """The calendar day of `moment` where the agency is."""
    return moment.astimezone(zone()).date()
