from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from tests import cast, workbooks
from tests.parts.documents import papers
from tests.statements import statements

REPORT = "/admin/report"


@pytest.fixture(autouse=True)
def still(stopped_clock: cast.StoppedClock) -> cast.StoppedClock:
    return stopped_clock


@pytest.fixture
def november(editor: User, administrator: User, news: Category) -> None:
    """Three articles of two people; one was read twice."""
    at = clock.now() - timedelta(days=3)
    cast.live(editor, news, "Tin một", at=at)
    cast.live(editor, news, "Tin hai & ba", at=at)
    read = cast.live(administrator, news, "Đọc nhiều", at=clock.now())
    cast.read(read, clock.now(), clock.now())


def rows(answer: Any, section: str) -> list[list[str]]:
    table = answer.page.xpath("//*[@role='region'][@aria-labelledby=$name]//tbody", name=section)[0]
    return [[cell.text_content() for cell in row] for row in table]


def test_it_works(sign_in: cast.SignIn, editor: User, november: None) -> None:
    answer = sign_in(editor).get(REPORT)
    assert answer.words("h2")[0] == "Tháng 11/2026"
    assert answer.words("dd") == ["3", "2"]
    assert rows(answer, "person-title") == [
        ["the editor", "2", "0"],
        ["the administrator", "1", "2"],
    ]
    assert rows(answer, "category-title") == [["Hoạt động Sở, Ngành", "3", "2"]]
    assert rows(answer, "read-title") == [["Đọc nhiều", "the administrator", "23/11/2026", "2"]]
    days = rows(answer, "time-title")
    assert len(days) == 30
    assert [day for day in days if day[1] != "0"] == [["20/11", "2", "0"], ["23/11", "1", "2"]]
    assert len(answer.page.find_class("chart-bar")) == 30


def test_kinds_stand_apart_where_there_are_several(
    sign_in: cast.SignIn, editor: User, november: None
) -> None:
    papers.live(editor)
    answer = sign_in(editor).get(REPORT)
    assert answer.words("dt") == ["Số bài", "Lượt đọc", "Tin bài", "Văn bản"]
    assert answer.words("dd") == ["4", "2", "3", "1"]
    assert ["Văn bản", "1", "–"] in rows(answer, "category-title")


@pytest.mark.parametrize(
    ("query", "name", "bars"),
    [
        ("period=quarter", "Quý 4/2026", 14),
        ("period=year", "Năm 2026", 12),
        ("period=days&since=20/11/2026&until=23/11/2026", "Từ 20/11/2026 đến 23/11/2026", 4),
        ("period=days&since=2026-11-20", "Từ 20/11/2026 đến 23/11/2026", 4),
    ],
)
def test_other_periods(
    sign_in: cast.SignIn, editor: User, november: None, query: str, name: str, bars: int
) -> None:
    answer = sign_in(editor).get(f"{REPORT}?{query}")
    assert answer.words("h2")[0] == name
    assert answer.words("dd")[0] == "3"
    assert len(answer.page.find_class("chart-bar")) == bars


def test_one_step_back_and_forth(sign_in: cast.SignIn, editor: User, november: None) -> None:
    browser = sign_in(editor)
    before = browser.get(browser.get(REPORT).page.xpath("//a[@rel='prev']/@href")[0])
    assert before.words("h2")[0] == "Tháng 10/2026"
    assert "Không có bài nào" in before.words(".empty")[0]
    assert (
        browser.get(before.page.xpath("//a[@rel='next']/@href")[0]).words("h2")[0]
        == "Tháng 11/2026"
    )


@pytest.mark.parametrize(
    "query",
    [
        "period=week",
        "since=32/11/2026",
        "since=31/12/9999",
        "period=year&since=01/01/0001",
        "period=days&since=20/11/2026&until=19/11/2026",
    ],
)
def test_what_is_no_period_is_said_and_this_month_is_told(
    sign_in: cast.SignIn, editor: User, november: None, query: str
) -> None:
    answer = sign_in(editor).get(f"{REPORT}?{query}")
    assert (answer.status_code, len(answer.words(".field-error"))) == (422, 1)
    assert answer.words("h2")[0] in ("Tháng 11/2026", "Năm 2026")


def test_csv_is_the_list(sign_in: cast.SignIn, editor: User, november: None) -> None:
    answer = sign_in(editor).get(f"{REPORT}.csv?period=year")
    read = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert read[0] == [
        "Ngày lên trang",
        "Số",
        "Tiêu đề",
        "Người viết",
        "Chuyên mục",
        "Loại",
        "Lượt đọc",
    ]
    assert read[3] == [
        "2026-11-23",
        "3",
        "Đọc nhiều",
        "the administrator",
        "Hoạt động Sở, Ngành",
        "Tin bài",
        "2",
    ]
    assert "bao-cao-2026-01-01-2026-12-31.csv" in answer.headers["Content-Disposition"]


def test_xlsx_holds_all_of_it_with_days_as_days_and_numbers_as_numbers(
    sign_in: cast.SignIn, editor: User, november: None
) -> None:
    answer = sign_in(editor).get(f"{REPORT}.xlsx?period=quarter")
    sheets = workbooks.sheets(answer.data)
    assert list(sheets) == [
        "Tổng hợp", "Theo người viết", "Theo chuyên mục", "Theo loại", "Theo thời gian", "Danh sách"
    ]  # fmt: skip
    listed = sheets["Danh sách"]
    assert len(listed) == 4
    assert (listed[2][0], listed[2][2], listed[2][6]) == (46346, "Tin hai & ba", 0), (
        "46346 is 20 November 2026"
    )
    people = sheets["Theo người viết"]
    assert people == [
        ["Người viết", "Số bài", "Lượt đọc"],
        ["the editor", 2, 0],
        ["the administrator", 1, 2],
    ]


def test_statements_do_not_grow_with_the_articles(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser, counts = sign_in(editor), []
    for more in (1, 20):
        for n in range(more):
            cast.live(editor, news, f"Tin {n}")
        with statements() as sent:
            browser.get(REPORT)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 5


def test_a_writer_has_no_report(sign_in: cast.SignIn, writer: User) -> None:
    browser = sign_in(writer)
    assert browser.get(REPORT).status_code == browser.get(f"{REPORT}.xlsx").status_code == 403
