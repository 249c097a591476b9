"""An editor at the desk: finding articles, handling several, bringing a former version back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import act, save, sign_in, write
from tests.servers import Server


def test_an_editor_finds_several_and_moves_them(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    # Given an editor who looks for articles without typing accents
    desk = open_browser(site, scripts=scripts)
    sign_in(desk, demo.editor)
    desk.get_by_role("link", name="Bài viết", exact=True).click()
    desk.get_by_label("Tìm trong tiêu đề, nội dung").fill("khoa hoc")
    desk.get_by_role("button", name="Tìm").click()
    boxes = desk.get_by_role("checkbox", name="Chọn “")
    assert boxes.count() > 2

    # When two of them are to go to the trash
    boxes.nth(0).check()
    boxes.nth(1).check()
    desk.get_by_role("button", name="Chuyển vào thùng rác").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Chuyển vào thùng rác: 2 bài")
    desk.get_by_role("button", name="Chuyển vào thùng rác: 2 bài").click()

    # Then the result says so, and leads back to the same search
    expect(desk.get_by_role("status")).to_have_text("Đã xử lý 2 bài, 0 bài không thực hiện được.")
    desk.get_by_role("link", name="Về danh sách").click()
    expect(desk.get_by_label("Tìm trong tiêu đề, nội dung")).to_have_value("khoa hoc")


def test_a_whole_page_is_selected_by_one_box(site: Server, demo: Demo, open_browser: Open) -> None:
    desk = open_browser(site)
    sign_in(desk, demo.editor)
    desk.goto("/admin/articles")
    desk.get_by_label("Chọn cả trang").check()
    count = desk.get_by_role("checkbox", name="Chọn “").count()
    expect(desk.locator(".several-count")).to_have_text(str(count))


def test_a_former_version_is_brought_back(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    desk = open_browser(site, scripts=scripts)
    sign_in(desk, demo.editor)
    desk.goto("/admin/articles/1")
    former = desk.get_by_label("Tiêu đề", exact=True).input_value()
    write(desk, Tiêu_đề="Một tên khác hẳn")
    save(desk)
    act(desk, "Các phiên bản")
    desk.get_by_role("button", name="So sánh hai bản đã chọn").click()
    expect(desk.locator("ins").filter(has_text="khác hẳn").first).to_be_visible()
    desk.get_by_role("button", name="Khôi phục bản 1").click()
    expect(desk.get_by_label("Tiêu đề", exact=True)).to_have_value(former)
