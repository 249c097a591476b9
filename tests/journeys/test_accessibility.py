"""axe finds nothing to mend on any page, by day or by night."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import act, follow, publish, save, sign_in, write
from tests.servers import Server

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


class Eye:
    """Looks at pages one after the other and keeps what is wrong with them."""

    def __init__(self, page: Page, options: dict[str, Any] | None = None) -> None:
        self.page = page
        self._options = options
        self._found: list[str] = []

    def look(self, what: str, address: str = "") -> None:
        if address:
            self.page.goto(address)
        results = Axe().run(self.page, options=self._options)
        if results.violations_count:
            self._found.append(f"== {what} ({self.page.url})\n{results.generate_report()}")

    def saw_nothing_wrong(self) -> None:
        assert not self._found, "\n".join(self._found)


@SCHEMES
def test_the_readers_pages(reading_site: Server, open_browser: Open, scheme: str) -> None:
    page = open_browser(reading_site, color_scheme=scheme)
    eye = Eye(page)
    eye.look("home", "/")
    page.locator(".counter summary").click()
    eye.look("home, the counter explained")
    eye.look("category", "/chuyen-muc/hoat-dong-so-nganh")
    eye.look("category, page 2", "/chuyen-muc/hoat-dong-so-nganh?page=2")
    eye.look("archive", "/luu-tru")
    follow(page, page.locator(".months a").last)
    eye.look("a month of the archive")
    follow(page, page.locator(".calendar td a").first)
    eye.look("a day of the archive")
    follow(page, page.locator(".card-title a").first)
    story = page.url
    eye.look("article")
    eye.look("for paper", f"{story}/in")
    eye.look("article with a table", "/tin-tuc/3")
    eye.look("404", "/khong-co")
    eye.look("sign-in", "/admin/login")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_be_visible()
    eye.look("sign-in that failed")
    eye.saw_nothing_wrong()


@SCHEMES
def test_the_readers_pages_on_a_phone(
    reading_site: Server, open_browser: Open, scheme: str
) -> None:
    page = open_browser(reading_site, color_scheme=scheme, phone=True)
    eye = Eye(page)
    eye.look("home", "/")
    eye.look("article with a table", "/tin-tuc/3")
    eye.saw_nothing_wrong()


AAA = {"rules": {"color-contrast-enhanced": {"enabled": True}}}


@pytest.mark.parametrize(
    "look", ["100.dark", "100.light.contrast", "100.dark.contrast.spaced", "200.contrast"]
)
def test_every_look_that_a_reader_can_choose(
    reading_site: Server, open_browser: Open, look: str
) -> None:
    page = open_browser(reading_site, phone=look.startswith("200"))
    page.context.add_cookies([{"name": "text_size", "value": look, "url": reading_site.url}])
    eye = Eye(page, AAA if "contrast" in look else {})
    for address in ("/", "/tin-tuc/3", "/luu-tru", "/chuyen-muc/thong-bao"):
        page.goto(address)
        page.locator(".looks summary").click()
        eye.look(look)
    eye.saw_nothing_wrong()


@SCHEMES
def test_the_staffs_pages(site: Server, demo: Demo, open_browser: Open, scheme: str) -> None:
    page = open_browser(site, color_scheme=scheme, refused="/admin/articles/")
    eye = Eye(page)
    sign_in(page, demo.administrator)
    for state in ("draft", "trash"):
        eye.look(f"list, nothing in {state}", f"/admin/articles?state={state}")
    eye.look("form, new", "/admin/articles/new")
    eye.look("library", "/admin/media")
    eye.look("files", "/admin/media?kind=files")
    eye.look("import from Word", "/admin/import")
    page.goto("/admin/articles/new")
    page.get_by_role("button", name="Đăng bài").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy nhập tiêu đề.")
    eye.look("form with errors")

    write(page, Tiêu_đề="Một bản nháp", Nội_dung="Nội dung.")
    save(page)
    eye.look("form of a draft")
    write(page, Nội_dung="Bản cũ hơn.")
    # as if the first version had been saved in another tab
    page.locator("#article-form").evaluate(
        "({ elements }) => (elements.base_version.value = elements.tab.value = 0)"
    )
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Chưa lưu: chính bạn đã lưu bài này ở nơi khác"
    )
    eye.look("conflict")
    follow(page, page.get_by_role("button", name="Ghép theo các lựa chọn"))
    eye.look("form after merging")
    publish(page)
    eye.look("form of a live article")
    write(page, Nội_dung="Bản mới hơn.")
    save(page)
    number = page.url.rpartition("/")[2]
    eye.look("preview", f"/admin/articles/{number}/preview")
    page.goto("/admin/articles/1")
    with page.expect_navigation():
        act(page, "Gỡ bài")
    eye.look("410", "/tin-tuc/1")
    page.goto("/admin/articles/2")
    with page.expect_navigation():
        act(page, "Chuyển vào thùng rác")
    eye.look("form of an article in the trash")
    with page.expect_navigation():
        act(page, "Xóa hẳn")
    page.locator("summary", has_text="Thêm").click()
    eye.look("before deleting, with the rest of the menu open")
    for state in ("all", "live", "changed", "ended", "trash"):
        eye.look(f"list, {state}", f"/admin/articles?state={state}")

    for name, address in (
        ("desk", "/admin/"),
        ("list, nothing found", "/admin/articles?q=khongcogi&since=x"),
        ("versions", f"/admin/articles/{number}/history"),
        ("version", f"/admin/articles/{number}/history/1"),
        ("two versions", f"/admin/articles/{number}/compare?one=1&other=2"),
        ("several", "/admin/articles/several?do=move&article=3&article=4"),
    ):
        eye.look(name, address)

    eye.look("categories", "/admin/categories")
    page.get_by_role("button", name="Thêm").click()
    expect(page.get_by_role("alert")).to_be_visible()
    eye.look("categories with an error")
    follow(page, page.get_by_role("link", name="Thông báo"))
    eye.look("category")
    eye.look("identity", "/admin/identity")
    eye.look("account", "/admin/account")
    eye.look("404 for staff", "/admin/khong-co")
    eye.saw_nothing_wrong()


@SCHEMES
def test_the_pages_about_people(site: Server, demo: Demo, open_browser: Open, scheme: str) -> None:
    page = open_browser(site, color_scheme=scheme)
    eye = Eye(page)
    sign_in(page, demo.administrator)
    eye.look("people", "/admin/people")
    eye.look("one's own page", "/admin/people/1")
    eye.look("somebody's page", "/admin/people/2")
    page.locator("summary", has_text="Khóa tài khoản").click()
    eye.look("somebody's page, about to be disabled")
    follow(page, page.get_by_role("button", name="Tạo liên kết đặt lại mật khẩu"))
    eye.look("a link to hand over")
    eye.look("a new password", page.get_by_label("Liên kết dùng một lần").inner_text())
    eye.look("account", "/admin/account")
    eye.look("second factor, off", "/admin/account/second-factor")
    page.get_by_label("Mật khẩu của bạn").fill(demo.administrator.password)
    follow(page, page.get_by_role("button", name="Bắt đầu"))
    eye.look("second factor, begun")
    eye.look("redirects", "/admin/redirects")
    page.get_by_role("button", name="Thêm").click()
    eye.look("redirects with an error")
    page.goto("/admin/redirects/load")
    page.get_by_label("Hoặc dán các dòng").fill("/cu.html,/\n/hong.html")
    page.get_by_role("button", name="Nhận").click()
    eye.look("redirects that were not taken")
    eye.look("a redirect", "/admin/redirects/1")
    eye.look("audit log", "/admin/audit")
    eye.look("audit log, a wrong filter", "/admin/audit?since=x")
    eye.look("report", "/admin/report?period=year")
    eye.look("report of nothing", "/admin/report?since=1990-01-01")
    eye.saw_nothing_wrong()
