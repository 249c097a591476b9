"""Days and times as old pages write them."""

from __future__ import annotations

from datetime import date, time

import pytest

from newsapp.page_reading import moments
from newsapp.page_reading.moments import Moment
from tests.page_reading.stories import ZONE


def found(text: str) -> Moment:
    moment = moments.find(text, ZONE)
    assert moment is not None, text
    return moment


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("Ngày đăng : 20/05/2020", date(2020, 5, 20), None),
        ("10:8, Thứ Tư, 3-4-2024", date(2024, 4, 3), time(10, 8)),
        ("01/11/2024 - 09:50", date(2024, 11, 1), time(9, 50)),
        ("Thứ sáu - 01/11/2024 09:50", date(2024, 11, 1), time(9, 50)),
        ("Cập nhật lúc 08h30 ngày 20.5.2020", date(2020, 5, 20), time(8, 30)),
        ("8 giờ 5 phút, ngày 20 tháng 5 năm 2020", date(2020, 5, 20), time(8, 5)),
        ("Thứ Tư, ngày 20 tháng 05, 2020", date(2020, 5, 20), None),
        ("20 Tháng Năm, 2020", date(2020, 5, 20), None),
        ("Tháng Mười Một 30, 2022", date(2022, 11, 30), None),
        ("20 Th5 2020", date(2020, 5, 20), None),
        ("2:30 CH 20/5/2020", date(2020, 5, 20), time(14, 30)),
        ("12:05 SA | 20/5/2020", date(2020, 5, 20), time(0, 5)),
        ("2020-05-20T01:30:00Z", date(2020, 5, 20), time(8, 30)),
        ("2020-05-20 08:30:15", date(2020, 5, 20), time(8, 30)),
        ("Wednesday, May 20th, 2020 8:30 PM", date(2020, 5, 20), time(20, 30)),
        ("20-May-2020", date(2020, 5, 20), None),
        ("20/05/20", date(2020, 5, 20), None),
        ("Thứ tư, 20/05/2020, 08:30 (GMT+7)", date(2020, 5, 20), time(8, 30)),
    ],
)
def test_a_day_is_found(text: str, day: date, at: time | None) -> None:
    moment = found(text)
    assert (moment.day, moment.at) == (day, at)


@pytest.mark.parametrize("text", ["30/02/2020", "00/00/0000", "20/05/2105", "1/1/0000"])
def test_a_day_that_cannot_be_is_told_of(text: str) -> None:
    assert found(text).day is None


@pytest.mark.parametrize(
    "text", ["115/QĐ-UBND", "Điện thoại: 0296.3852.212", "1.234.567", "8:30", "Năm 2020", "1/2"]
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert moments.find(text, ZONE) is None


def test_a_day_in_american_order_is_doubtful() -> None:
    assert found("5/20/2020 8:30:00 AM").day == date(2020, 5, 20)
    assert found("5/20/2020 8:30:00 AM").is_doubtful
    assert found("5/4/2020 8:30:00 AM").is_doubtful
    assert not found("20/05/2020 08:30").is_doubtful


def test_the_rest_of_the_line_keeps_its_letters() -> None:
    rest = found("Minh Hà - Thứ tư, 20/05/2020 08:30 GMT+7").rest
    assert rest.replace("|", "").split() == ["Minh", "Hà", "-", ",", ","] or "Minh Hà" in rest
