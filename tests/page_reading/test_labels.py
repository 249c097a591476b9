"""What the labels of a line say."""

from __future__ import annotations

import pytest

from newsapp.page_reading import labels


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Tác giả : - Nguồn: HT", {"byline": "", "source": "HT"}),
        (
            "Tác giả: Nguyễn Thị Hồng | Lượt xem: 1.204",
            {"byline": "Nguyễn Thị Hồng", "views": "1.204"},
        ),
        ("Nguồn tin: angiang.gov.vn", {"source": "angiang.gov.vn"}),
        ("Viết bởi Super User", {"byline": ""}),
        ("Đăng bởi Lan Anh vào 20/05/2020", {"byline": "Lan Anh"}),
        ("Tin, ảnh: Minh Hà", {"byline": "Minh Hà"}),
        ("Bài, ảnh: Minh Hà", {"byline": "Minh Hà"}),
        ("Chuyên mục: Chuyển đổi số", {"category": "Chuyển đổi số"}),
        ("Từ khóa: hội nghị, tỉnh", {"tags": "hội nghị, tỉnh"}),
        ("Đã xem: 12", {"views": "12"}),
        ("312 lượt xem", {"views": "312"}),
        ("Hội nghị nghe báo cáo của Sở.", {}),
    ],
)
def test_a_line_is_read(line: str, values: dict[str, str]) -> None:
    assert labels.values(line) == values


def test_a_label_in_a_sentence_is_none() -> None:
    line = "Ông Nguyễn Văn An cho biết thêm trong buổi làm việc sáng nay, tác giả: người dân xã."
    assert labels.values(line) == {}
    assert labels.values("Tác giả: " + "chữ " * 80) == {}


@pytest.mark.parametrize(("value", "count"), [("1.234 lượt", 1234), ("12", 12), ("", 0), ("x", 0)])
def test_visits_are_counted(value: str, count: int) -> None:
    assert labels.count(value) == count
