"""How dates, numbers and sizes are written."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from flask import Flask
from flask_babel import format_date, format_decimal
from markupsafe import Markup, escape

from newsapp import clock
from newsapp.web.i18n import language

_TELEPHONE = re.compile(r"((?:\+|\(\+?)?\d(?:[ .()]{0,2}\d){6,13})")
"""From seven digits on, in groups, as they are printed: (0254) 3 852 123, +84 254 3852123."""


def day(value: date) -> str:
    """20/05/2020; 20 May 2020 in English, where 05/06 could be read as either."""
    return _day(value, language())


def dated(value: date) -> Markup:
    """The day as a <time> element, which programs can read too."""
    return _dated(value, language())


@lru_cache(4096)
def _day(value: date, language: str) -> str:
    return str(format_date(value, "dd/MM/y" if language == "vi" else "d MMM y"))


@lru_cache(4096)
def _dated(value: date, language: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), _day(value, language))


def moment(value: datetime) -> str:
    """14:05 20/05/2020, in the site's time zone; 14:05 on 20 May 2020 in English."""
    local = value.astimezone(clock.zone())
    separator = " " if language() == "vi" else " on "
    return f"{local:%H:%M}{separator}{day(local.date())}"


def long_day(value: date) -> str:
    """Thứ Tư, ngày 20 tháng 5 năm 2020; Wednesday, 20 May 2020 in English."""
    pattern = "EEEE, 'ngày' d 'tháng' M 'năm' y" if language() == "vi" else "EEEE, d MMMM y"
    return str(format_date(value, pattern))


def number(value: int) -> str:
    """1.234.567 in Vietnamese."""
    return str(format_decimal(value))


def size(value: int) -> str:
    """The size of a file, given in bytes: 512 B, 83 kB, 1,2 MB."""
    if value < 1000:
        return f"{value} B"
    if value < 999_500:
        return f"{number(round(value / 1000))} kB"
    return f"{format_decimal(round(value / 1_000_000, 1))} MB"


def telephone(text: str) -> Markup:
    """The text with a link to call each telephone number in it."""
    pieces = _TELEPHONE.split(text)
    linked = escape(pieces[0])
    for shown, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        dialled = re.sub(r"[^\d+]", "", shown)
        linked += Markup('<a href="tel:{}">{}</a>{}').format(dialled, shown, rest)
    return linked


def init_app(app: Flask) -> None:
    for function in (day, dated, moment, long_day, number, size, telephone):
        app.jinja_env.filters[function.__name__] = function
