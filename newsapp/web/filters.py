"""How dates, numbers and sizes are written."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from babel.dates import get_day_names
from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal
from markupsafe import Markup

from newsapp import clock
from newsapp.web.i18n import language

_ENGLISH_DAY = "d MMM y"


def day(value: date) -> str:
    """20/05/2020; 20 May 2020 in English, where the other could be taken for a month first."""
    return _day(value, language())


def dated(value: date) -> Markup:
    """The day as an element that programs read too."""
    return _dated(value, language())


@lru_cache(4096)
def _day(value: date, language: str) -> str:
    return value.strftime("%d/%m/%Y") if language == "vi" else str(format_date(value, _ENGLISH_DAY))


@lru_cache(4096)
def _dated(value: date, language: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), _day(value, language))


def moment(value: datetime) -> str:
    """14:05 20/05/2020, on the site's own clock; 14:05 on 20 May 2020 in English."""
    local = value.astimezone(clock.zone())
    return f"{local:%H:%M}{' ' if _is_vietnamese() else ' on '}{day(local.date())}"


def long_day(value: date) -> str:
    """Thứ Tư, ngày 20 tháng 5 năm 2020; Wednesday, 20 May 2020 in English."""
    pattern = "EEEE, 'ngày' d 'tháng' M 'năm' y" if _is_vietnamese() else "EEEE, d MMMM y"
    return str(format_datetime(datetime(value.year, value.month, value.day), pattern, rebase=False))  # noqa: DTZ001


def month(value: date) -> str:
    """11/2026; November 2026 in English."""
    return f"{value:%m/%Y}" if _is_vietnamese() else str(format_date(value, "LLLL y"))


def month_name(value: date) -> str:
    """Tháng 11; November in English."""
    return str(format_date(value, "LLLL"))


class Weekday(NamedTuple):
    """short: T2 or M; name: Thứ Hai or Monday."""

    short: str
    name: str


def weekdays() -> list[Weekday]:
    """The days of a week, Monday first, as a calendar's columns are named."""
    short, names = (get_day_names(width, locale=language()) for width in ("narrow", "wide"))
    return [Weekday(short[n], names[n]) for n in range(7)]


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
    app.jinja_env.filters.update(day=day, dated=dated, moment=moment, long_day=long_day, number=number, size=size)
    app.jinja_env.filters.update(month=month, month_name=month_name)
    app.jinja_env.globals["weekdays"] = weekdays
