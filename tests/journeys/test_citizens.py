"""A citizen reads the notice, writes to the agency, and reads the answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import no_sideways_scroll, sign_in
from tests.journeys.test_accessibility import Eye
from tests.servers import Server

NOTICE, SUBJECT = "Trụ sở nghỉ tiếp dân ngày mai", "Cấp lại giấy khai sinh"


def look(page: Page, what: str, *, scripts: bool) -> None:
    no_sideways_scroll(page)
    if scripts:  # axe is one itself
        eye = Eye(page)
        eye.look(what)
        eye.saw_nothing_wrong()


def put_notice(page: Page) -> None:
    page.goto("/admin/notice")
    page.get_by_label("Nội dung").fill(NOTICE)
    page.get_by_label("Mức").select_option(label="Khẩn")
    tomorrow = datetime.now() + timedelta(days=1)  # noqa: DTZ005 - the browser's clock
    page.get_by_label("Hiện đến").fill(f"{tomorrow:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Hiện thông báo").click()
    expect(page.locator(".notice")).to_have_text("Thông báo đã hiện trên mọi trang.")


def write_to_the_agency(page: Page, *, scripts: bool) -> None:
    page.goto("/lien-he")
    expect(page.locator(".site-notice")).to_contain_text(NOTICE)
    look(page, "the form", scripts=scripts)
    page.get_by_label("Họ và tên", exact=True).fill("Trần Văn Dân")
    page.get_by_label("Email", exact=True).fill("dan@dan.example")
    page.get_by_label("Tiêu đề", exact=True).fill(SUBJECT)
    page.get_by_label("Nội dung", exact=True).fill("Tôi cần giấy tờ gì?")
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi")
    look(page, "sent", scripts=scripts)


def answer(page: Page, *, scripts: bool) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Có 1 thư liên hệ mới").click()
    look(page, "the messages", scripts=scripts)
    page.get_by_role("link", name=SUBJECT).click()
    look(page, "a message", scripts=scripts)
    page.get_by_label("Trạng thái").select_option(label="Đã trả lời")
    page.get_by_label("Trả lời", exact=True).fill("Mang theo căn cước.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("link", name="Đăng thành câu hỏi và trả lời").click()
    look(page, "a question", scripts=scripts)
    page.get_by_role("button", name="Đăng", exact=True).click()
    expect(page.locator(".notice")).to_have_text("Câu hỏi đã có trong mục Hỏi đáp.")


def test_a_question_is_asked_and_answered(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(site, scripts=scripts)
    sign_in(page, demo.administrator)
    put_notice(page)
    look(page, "the notice's page", scripts=scripts)
    page.goto("/admin/messages")
    page.get_by_role("button", name="Mở trang liên hệ").click()
    expect(page.locator(".notice")).to_have_text("Đã mở trang liên hệ.")

    citizen = open_browser(site, scripts=scripts, phone=True)
    write_to_the_agency(citizen, scripts=scripts)
    answer(page, scripts=scripts)
    citizen.goto("/hoi-dap")
    expect(citizen.locator(".question")).to_contain_text("Mang theo căn cước.")
    expect(citizen.locator("main")).not_to_contain_text("Trần Văn Dân")
    look(citizen, "questions", scripts=scripts)
    citizen.goto("/en/")
    expect(citizen.locator(".site-notice [lang=vi]")).to_have_text(NOTICE)
    citizen.emulate_media(media="print")
    expect(citizen.locator(".site-notice")).to_be_hidden()
    citizen.emulate_media(media="screen")
    look(citizen, "the English home page", scripts=scripts)
