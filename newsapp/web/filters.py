"""How dates, numbers and sizes are written."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal

from newsapp import clock
from newsapp.web.i18n import language

_ENGLISH_DAY = "d MMM y"


def day(value: date) -> str:
    """20/05/2020; 20 May 2020 in English, where the other could be taken for a month first."""
    return value.strftime("%d/%m/%Y") if _is_vietnamese() else str(format_date(value, _ENGLISH_DAY))


def moment(value: datetime) -> str:
    """14:05 20/05/2020, on the site's own clock; 14:05 on 20 May 2020 in English."""
    local = value.astimezone(clock.zone())
    return f"{local:%H:%M}{' ' if _is_vietnamese() else ' on '}{day(local.date())}"


def long_day(value: date) -> str:
    """Thứ Tư, ngày 20 tháng 5 năm 2020; Wednesday, 20 May 2020 in English."""
    pattern = "EEEE, 'ngày' d 'tháng' M 'năm' y" if _is_vietnamese() else "EEEE, d MMMM y"
    return str(format_datetime(datetime(value.year, value.month, value.day), pattern, rebase=False))  # noqa: DTZ001


def number(value: int) -> str:
    """1.234.567 in Vietnamese."""
    return str(format_decimal(value))


def size(value: int) -> str:
    """A file's size from bytes: 512 B, 83 kB, 1,2 MB."""
    if value < 1000:
        return f"{value} B"
    if value < 999_500:
        return f"{number(round(value / 1000))} kB"
    return f"{format_decimal(round(value / 1_000_000, 1))} MB"


def _is_vietnamese() -> bool:
    return language() == "vi"


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(day=day, moment=moment, long_day=long_day, number=number, size=size)
