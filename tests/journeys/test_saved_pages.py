"""An editor brings in a page that was saved from the old portal."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import follow, sign_in
from tests.journeys.test_accessibility import Eye
from tests.page_reading.portals import nukeviet_4
from tests.page_reading.stories import STORIES
from tests.servers import Server


def test_a_saved_page_becomes_a_draft(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(site, scripts=scripts, refused="/admin/old-pages")
    eye = Eye(page) if scripts else None
    story = STORIES[0]
    sign_in(page, demo.editor)
    page.goto("/admin/import")
    follow(page, page.get_by_role("link", name="Nhập trang đã lưu"))
    _look(eye, "choosing a file")
    follow(page, page.get_by_role("button", name="Xem trước"))
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn một tệp.")
    _look(eye, "no file chosen")

    saved = {"name": "bai.html", "mimeType": "text/html", "buffer": nukeviet_4(story).encode()}
    page.get_by_label("Tệp", exact=True).set_input_files(saved)
    follow(page, page.get_by_role("button", name="Xem trước"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại trước khi đưa vào")
    expect(page.get_by_role("alert")).to_contain_text("hoi-nghi.jpg")
    expect(page.get_by_label("Tiêu đề")).to_have_value(story.title)
    expect(page.get_by_label("Ngày ghi trên bài")).to_have_value("05/07/2024")
    expect(page.locator(".prose")).to_contain_text(story.paragraphs[1])
    _look(eye, "preview")

    page.get_by_label("Tiêu đề").fill("Tiêu đề đã sửa lại")
    follow(page, page.get_by_role("button", name="Đưa vào"))
    expect(page.get_by_role("status")).to_have_text("Đã đưa vào thành bản nháp.")
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Tiêu đề đã sửa lại")
    _look(eye, "draft")
    draft = page.url
    page.goto("/admin/articles?state=draft")
    expect(page.get_by_role("link", name="Tiêu đề đã sửa lại").first).to_be_visible()

    page.goto("/admin/old-pages")
    page.get_by_label("Tệp", exact=True).set_input_files(saved)
    follow(page, page.get_by_role("button", name="Xem trước"))
    follow(page, page.get_by_role("button", name="Đưa vào"))
    assert page.url == draft, "the same file leads to its article"
    if eye:
        eye.saw_nothing_wrong()


def _look(eye: Eye | None, what: str) -> None:
    """axe needs scripts."""
    if eye:
        eye.look(what)
