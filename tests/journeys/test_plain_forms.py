"""The staff's plain forms: what was typed is not lost by leaving, by a refusal, or by a key."""

from __future__ import annotations

from playwright.sync_api import Dialog, Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import sign_in
from tests.servers import Server


def _asked(page: Page) -> list[str]:
    """The kinds of the questions that the browser asks from now on; each is answered by staying."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


def test_who_leaves_a_changed_form_is_asked_and_who_sends_it_is_not(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    # Given an administrator who has changed a category and presses a link
    page = open_browser(site)
    sign_in(page, demo.administrator)
    asked = _asked(page)
    page.goto("/admin/categories/1")
    former = page.get_by_label("Mô tả").input_value()
    page.get_by_label("Mô tả").fill("Tin của Sở")
    page.get_by_role("link", name="Về danh sách chuyên mục").click()

    # Then the browser asks, and what was typed is there
    page.wait_for_function("() => document.readyState === 'complete'")
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Mô tả")).to_have_value("Tin của Sở")

    # When it is taken back, leaving asks nothing
    page.get_by_label("Mô tả").fill(former)
    page.get_by_role("link", name="Về danh sách chuyên mục").click()
    expect(page).to_have_url(f"{site.url}/admin/categories")

    # And saving asks nothing either
    page.goto("/admin/categories/1")
    page.get_by_label("Mô tả").fill("Tin của Sở")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu chuyên mục")
    assert asked == ["beforeunload"]


def test_a_refused_document_keeps_all_that_was_typed_and_is_not_left_unasked(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    # Given a new document with a wrong day and two files, one of which is no document
    page = open_browser(site)
    sign_in(page, demo.administrator)
    page.goto("/admin/documents/new")
    page.get_by_label("Số, ký hiệu").fill("7/QĐ-SKHCN")
    page.get_by_label("Trích yếu").fill("Về việc thử nghiệm")
    page.get_by_label("Ngày ban hành").fill("31/02/2026")
    page.get_by_label("Tệp của văn bản").set_input_files(
        [
            {"name": "ghi-chu.txt", "mimeType": "text/plain", "buffer": b"ghi"},
            {"name": "hong.pdf", "mimeType": "application/pdf", "buffer": b"not a PDF"},
        ]
    )

    # When it is sent with Ctrl+S
    page.get_by_label("Trích yếu").press("Control+s")

    # Then the page says what is wrong, by the files' names, and every word is there
    problems = page.get_by_role("alert")
    expect(problems).to_contain_text("Không có ngày 31/02/2026 trong lịch.")
    expect(problems).to_contain_text("“ghi-chu.txt”")
    expect(problems).to_contain_text("“hong.pdf”")
    expect(page.get_by_label("Số, ký hiệu")).to_have_value("7/QĐ-SKHCN")
    expect(page.get_by_label("Trích yếu")).to_have_value("Về việc thử nghiệm")
    expect(page.get_by_label("Ngày ban hành")).to_have_value("31/02/2026")

    # And leaving asks, although nothing was typed since
    asked = _asked(page)
    page.get_by_role("heading", level=1).click()
    page.get_by_role("link", name="Thư viện").click()
    page.wait_for_function("() => document.readyState === 'complete'")
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Trích yếu")).to_have_value("Về việc thử nghiệm")
