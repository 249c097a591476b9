"""The names of months and weekdays, as the archive's calendar shows them."""

from __future__ import annotations

from datetime import date

from babel.dates import get_day_names
from flask_babel import format_date

from newsapp.web.i18n import language


def month(value: date) -> str:
    """11/2026; November 2026 in English."""
    pattern = "MM/y" if language() == "vi" else "LLLL y"
    return str(format_date(value, pattern))


def month_name(value: date) -> str:
    """Tháng 11; November in English."""
    return str(format_date(value, "LLLL"))


def weekdays() -> list[tuple[str, str]]:
    """The short and the full name of each weekday, Monday first: T2 and Thứ Hai, M and Monday."""
    short = get_day_names("narrow", locale=language())
    full = get_day_names("wide", locale=language())
    return [(short[number], full[number]) for number in range(7)]
