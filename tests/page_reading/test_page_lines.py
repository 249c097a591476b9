"""What a line is for: a sentence that begins as a label does belongs to the text."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from newsapp.page_reading import article
from newsapp.page_reading.found import Found

PAGE = """<body><h1>Huyện tổng kết cải cách hành chính</h1><p>Thứ Ba, 12/03/2024, 15:30</p>
<div>{first}<p>Các đơn vị tập trung nâng cao chất lượng phục vụ người dân, doanh nghiệp và đẩy mạnh
dịch vụ công trực tuyến toàn trình trong thời gian tới.</p></div></body>"""


def read(page: str) -> Found:
    return article.read(page, ZoneInfo("Asia/Ho_Chi_Minh"), datetime.now(UTC))


@pytest.mark.parametrize(
    "first",
    [
        "<p><b>Ngày 12/3, huyện tổ chức hội nghị tổng kết cải cách hành chính.</b></p>",
        "<p>Phóng viên: Thưa ông, xin ông cho biết kết quả cải cách hành chính của huyện năm qua"
        " và việc cần làm tới đây?</p>",
        "<p>1. Thời gian nhận hồ sơ: từ 08/04/2024 đến 08/05/2024</p>",
    ],
)
def test_a_sentence_that_begins_as_a_label_is_kept(app: Flask, first: str) -> None:
    found = read(PAGE.format(first=first))
    assert first.removeprefix("<p>").removesuffix("</p>") in found.body
    assert (found.title, found.byline) == ("Huyện tổng kết cải cách hành chính", "")


def test_a_heading_about_a_day_is_the_title(app: Flask) -> None:
    heading = "Về việc tạm ngừng cấp nước ngày 20/10/2023"
    page = PAGE.replace("<h1>", f"<h2>THÔNG BÁO</h2><h2>{heading}</h2><i>").replace("</h1>", "</i>")
    found = read(page.replace("<i>Huyện tổng kết cải cách hành chính</i>", "").format(first=""))
    assert found.title == heading
    assert found.moment == datetime(2024, 3, 12, 15, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def test_those_who_receive_a_document_are_no_tags(app: Flask) -> None:
    found = read(PAGE.format(first="").replace("</div>", "<p>Nơi nhận: như trên</p></div>"))
    assert found.tags == []
    assert "Nơi nhận: như trên" in found.body
