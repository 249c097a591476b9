"""An editor posts an article; readers read it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import publish, see_live_page, sign_in, write
from tests.servers import Server

CATEGORY = "Hoạt động Sở, Ngành"
TITLE = "Khai mạc lớp tập huấn “Kỹ năng số cho cán bộ xã” năm 2020"
SENTENCE = "Mỗi học viên được phát một bộ tài liệu in, một đĩa bài tập và một cuốn sổ tay để ghi từng bước; "
LONG = SENTENCE * (1500 // len(SENTENCE)) + "lễ bế giảng dự kiến diễn ra vào chiều thứ Sáu."
PARAGRAPHS = [
    "Sáng ngày 19\u00a0tháng\u00a05 năm 2020, tại hội trường huyện Đồng Vạc, lớp tập huấn đã khai mạc với 86 học viên.",
    "“Học xong phải làm được, làm được phải chỉ lại được cho người khác…” – bà Nguyễn Thị Ễnh, giảng viên, nhấn mạnh.",
    LONG.ljust(1500, "."),
    "Chỉ tiêu: < 5 % hồ sơ trễ hẹn & > 90 % hồ sơ 'trực tuyến'; xem Kế hoạch số 15/KH-SKHCN, điểm đ khoản 2.",
    "Ông Đặng Hữu Lễ\u00a0– Phó Chủ tịch huyện – đề nghị các xã cử đúng người, đúng việc.",
]


def post(page: Page) -> None:
    page.get_by_role("link", name="Viết bài mới").click()
    write(
        page,
        Tiêu_đề=TITLE,
        Chuyên_mục=CATEGORY,
        Tóm_tắt="Tám mươi sáu cán bộ xã học cách làm việc trên môi trường số.",
        Nội_dung="\n\n".join(PARAGRAPHS),
        Ký_tên="NV",
        Ngày_ghi_trên_bài="20/05/2020",
    )
    publish(page)


def test_an_editor_posts_and_readers_see_it_all(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    # Given an article posted through the form
    page = open_browser(site, scripts=scripts)
    sign_in(page, demo.editor)
    post(page)
    see_live_page(page)

    # When a reader opens its category
    reader = open_browser(site, scripts=scripts)
    reader.goto("/")
    reader.get_by_role("navigation", name="Menu").get_by_role("link", name=CATEGORY).click()

    # Then it stands at the top, with its own date
    first = reader.locator(".cards .card").first
    expect(first.get_by_role("heading")).to_have_text(TITLE)
    expect(first.locator("time")).to_have_text("20/05/2020")

    # And its page shows every element
    first.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.locator(".agency-name")).to_have_text("Sở Khoa học và Công nghệ tỉnh Hưng Lạc")
    expect(reader.locator(".breadcrumbs li").last).to_have_text(CATEGORY)
    expect(reader.locator(".facts")).to_have_text("Ngày đăng : 20/05/2020")
    expect(reader.get_by_text("Tác giả")).to_have_count(0)
    for name in ("A-", "A", "A+"):
        expect(reader.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(reader.get_by_role("link", name="In", exact=True)).to_be_visible()
    expect(reader.locator(".signature")).to_have_text("NV")
    for number in ("online", "today", "month", "total"):
        expect(reader.locator(f"[data-count={number}]")).to_be_visible()

    # And the text letter for letter, with plain spaces
    shown = reader.locator(".prose > p").evaluate_all(
        "nodes => nodes.map((node) => node.textContent)"
    )
    assert shown == [paragraph.replace("\u00a0", " ") for paragraph in PARAGRAPHS]
    assert len(shown[2]) == 1500

    # And the way on: five others of the category, an older one, and none newer
    others = reader.get_by_role("region", name="Tin cùng chuyên mục").get_by_role("link")
    expect(others).to_have_count(5)
    neighbours = reader.get_by_role("navigation", name="Tin trước và tin sau")
    expect(neighbours.get_by_text("Tin mới hơn")).to_have_count(0)
    neighbours.get_by_role("link", name="Tin cũ hơn").click()
    neighbours.get_by_role("link", name="Tin mới hơn").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_wrong_form_keeps_everything_typed(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    # Given a form with two mistakes
    page = open_browser(site, scripts=scripts)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    typed = {
        "Tiêu_đề": " ",
        "Tóm_tắt": "Một câu <b>đậm</b> & “ngoặc”",
        "Nội_dung": "\n\nDòng đầu giữ nguyên.\n\n  Thụt vào hai ô.",
        "Tác_giả": "Đỗ Thị Ễn",
        "Ký_tên": "ĐTE",
        "Nguồn": "Báo Hưng Lạc",
        "Ngày_ghi_trên_bài": "31/02/2020",
    }
    write(page, Chuyên_mục="Thông báo", **typed)

    # When it is sent
    page.get_by_role("button", name="Đăng bài").click()

    # Then all of it is still there
    for label, value in typed.items():
        control = page.get_by_label(label.replace("_", " "), exact=True)
        if scripts and label == "Nội_dung":
            expect(control.locator("p")).to_have_text(["Dòng đầu giữ nguyên.", "Thụt vào hai ô."])
        else:
            expect(control).to_have_value(value)
    expect(page.get_by_label("Chuyên mục", exact=True).locator("option:checked")).to_have_text(
        "Thông báo"
    )

    # And each mistake is told beside its field and in a summary that leads there
    summary = page.get_by_role("alert")
    for label, said in (
        ("Tiêu đề", "Hãy nhập tiêu đề."),
        ("Ngày ghi trên bài", "Không có ngày 31/02/2020 trong lịch."),
    ):
        control = page.get_by_label(label, exact=True)
        expect(control).to_have_accessible_description(re.compile(re.escape(said)))
        expect(control).to_have_attribute("aria-invalid", "true")
        summary.get_by_role("link", name=f"{label}: {said}").click()
        expect(control).to_be_focused()

    # And once mended it is published
    write(page, Tiêu_đề="Đã có tiêu đề", Ngày_ghi_trên_bài="29/02/2020")
    publish(page)
    see_live_page(page)
    expect(page.locator(".facts")).to_have_text(
        "Ngày đăng : 29/02/2020 Tác giả : Đỗ Thị Ễn Nguồn : Báo Hưng Lạc"
    )


def test_pictures_and_files_come_to_readers(
    site: Server, demo: Demo, open_browser: Open, tmp_path: Path
) -> None:
    # Given an article with a picture and an attached file
    picture = next(demo.folder.glob("media/**/*.jpg"))
    note = tmp_path / "Bảng tổng hợp.zip"
    note.write_bytes(b"PK\x05\x06" + bytes(18))
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Tiêu_đề="Bài có ảnh", Nội_dung="Xem ảnh.")
    page.get_by_label("Ảnh đại diện", exact=True).set_input_files(picture)
    write(page, Mô_tả_ảnh="Hội trường nhìn từ trên cao")
    page.get_by_label("Tệp đính kèm", exact=True).set_input_files(note)
    publish(page)

    # When a reader opens it, then the picture is drawn and the file downloads as it was
    see_live_page(page)
    shown = page.get_by_role("img", name="Hội trường nhìn từ trên cao")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Bảng tổng hợp").click()
    assert download.value.path().read_bytes() == note.read_bytes()
