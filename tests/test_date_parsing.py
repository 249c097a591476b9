"""Days and moments in every form in which people write them."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from newsapp.date_parsing import NotUnderstood, read_day, read_moment, written_day, written_moment
from newsapp.web.filters import moment as as_printed

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS = [
    "1/12/2026", "01/12/2026", "01.12.2026", "1-12-2026", "1 / 12 / 2026", "1/12/26", "01.12.26",
    "2026-12-01", "2026/12/1", "ngày 1 tháng 12 năm 2026", "1 tháng 12 2026", "1 Dec 2026",
    "1 December 2026", "\u00a001/12/2026 ", "０１/１２/２０２６",

]  # fmt: skip
TIMES = ["07:30", "7:30", "7h30", "7H30", "7g30", "7 giờ 30", "07.30", "7 giờ 30 phút", "lúc 7h30"]


def moment(text: str, day_alone: time = time(0, 0)) -> datetime:
    return read_moment(text, HERE, day_alone=day_alone).astimezone(HERE).replace(tzinfo=None)


def test_a_day(app: Flask) -> None:
    for text in DAYS:
        assert read_day(text) == date(2026, 12, 1), text
        assert moment(text) == datetime(2026, 12, 1), text  # noqa: DTZ001 - on the clock of the site
        assert moment(text, time(23, 59)) == datetime(2026, 12, 1, 23, 59), text  # noqa: DTZ001


def test_a_moment_with_the_time_before_or_behind(app: Flask) -> None:
    for day, at in product(
        ["1/12/2026", "01.12.2026", "1/12/26", "ngày 1/12/2026", "2026-12-01"], TIMES
    ):
        for text in (f"{at} {day}", f"{day} {at}", f"{at}, {day}", f"  {day},  {at} "):
            assert moment(text, time(23, 59)) == datetime(2026, 12, 1, 7, 30), text  # noqa: DTZ001
            assert read_day(text) == date(2026, 12, 1), text


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("08:00 01/12/2026", 8, 0),
        ("2026-12-01T07:30", 7, 30),
        ("2026-12-01T07:30:15", 7, 30),
        ("2026-12-01 07:30", 7, 30),
        ("8h 1/12/2026", 8, 0),
        ("1/12/2026 8h", 8, 0),
        ("1/12/2026 8", 8, 0),
        ("08:00 on 1 Dec 2026", 8, 0),
        ("0:00 1/12/2026", 0, 0),
        ("23:59 1/12/2026", 23, 59),
    ],
)
def test_more_moments(app: Flask, text: str, hour: int, minute: int) -> None:
    assert moment(text) == datetime(2026, 12, 1, hour, minute)  # noqa: DTZ001


def test_the_year_of_two_figures(app: Flask) -> None:
    assert [read_day(f"1/1/{year}").year for year in ("26", "00", "69", "70", "98")] == [
        2026,
        2000,
        2069,
        1970,
        1998,
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/02/2026", "Không có ngày 31/02/2026 trong lịch."),
        ("12/31/2026", "Không có ngày 12/31/2026 trong lịch."),
        ("25:00 1/12/2026", "Không có thời điểm 25:00 1/12/2026."),
        ("1/12/2026 24:00", "Không có thời điểm 1/12/2026 24:00."),
        ("7:60 1/12/2026", "Không có thời điểm 7:60 1/12/2026."),
        ("8:00 1/12/0202", "Hãy xem lại năm 0202."),
        ("8:00 1/12/2926", "Hãy xem lại năm 2926."),
        ("mai 8 giờ", "Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026."),
        ("1/12", "Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026."),
        ("08:00", "Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026."),
        ("1/12/2026 7:5", "Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026."),
        ("1/12/2026 1/12/2026", "Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026."),
        ("1 xyz 2026", "Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026."),
        ("", "Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026."),
    ],
)
def test_what_is_no_moment(app: Flask, text: str, said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        moment(text)
    assert str(refused.value) == said


def test_the_hour_that_a_clock_leaves_out(app: Flask) -> None:
    paris = ZoneInfo("Europe/Paris")
    with pytest.raises(NotUnderstood, match="02:30 29/03/2026"):
        read_moment("02:30 29/03/2026", paris, day_alone=time())


def test_what_the_site_prints_is_understood_again(app: Flask) -> None:
    for year in range(1990, 2200, 7):
        for hour, minute in ((0, 0), (9, 5), (23, 59)):
            at = datetime(year, 2, 28, hour, minute, tzinfo=HERE)
            assert moment(written_moment(at, HERE)) == at.replace(tzinfo=None)
            assert moment(as_printed(at)) == at.replace(tzinfo=None)
            assert read_day(written_day(at.date())) == at.date()
