from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from newsapp.web import filters


@pytest.fixture(autouse=True)
def _page(app: Flask) -> object:
    with app.test_request_context("/"):
        yield


def test_days_and_moments_are_written_as_here() -> None:
    assert filters.day(date(2020, 5, 20)) == "20/05/2020"
    assert filters.moment(datetime(2020, 5, 19, 17, 5, tzinfo=UTC)) == "00:05 20/05/2020"
    assert filters.long_day(date(2020, 5, 20)) == "Thứ Tư, ngày 20 tháng 5 năm 2020"


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567")]
)
def test_numbers(value: int, written: str) -> None:
    assert filters.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (83_400, "83 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (1_240_000, "1,2 MB"),
        (50_000_000, "50 MB"),
    ],
)
def test_sizes(value: int, written: str) -> None:
    assert filters.size(value) == written


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("(0254) 3 852 123", ["02543852123"]),
        ("+84 254 3852123, 0912.345.678", ["+842543852123", "0912345678"]),
        ("<b> 1900 1009 (máy lẻ 12)", ["19001009"]),
        ("Phòng 12", []),
    ],
)
def test_telephone_numbers_are_links(text: str, dialled: list[str]) -> None:
    linked = filters.telephone(text)
    assert re.findall('href="tel:([^"]+)"', linked) == dialled
    assert linked.striptags() == text or "&lt;b&gt;" in linked
