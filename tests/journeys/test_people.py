"""A colleague comes, works with a second factor, and goes."""

from __future__ import annotations

import time

import pyotp
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import Person, no_sideways_scroll, sign_in
from tests.servers import Server

LINH = Person("linh@hunglac.example", "mùa nước nổi về đồng", "Trần Thùy Linh")


def invite(page: Page, somebody: Person) -> str:
    """The link to hand over."""
    page.locator("summary", has_text="Thêm").click()
    page.get_by_role("link", name="Người dùng").click()
    page.get_by_label("Họ và tên").fill(somebody.name)
    page.get_by_label("Email").fill(somebody.email)
    page.get_by_label("Vai trò").select_option(label="Người viết")
    page.get_by_role("button", name="Tạo liên kết mời").click()
    return page.get_by_label("Liên kết dùng một lần").inner_text()


def accept(page: Page, link: str, somebody: Person) -> None:
    page.goto(link)
    page.get_by_label("Mật khẩu mới", exact=True).fill(somebody.password)
    page.get_by_label("Nhập lại mật khẩu mới").fill(somebody.password)
    page.get_by_role("button", name="Bắt đầu làm việc").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")


def turn_on_second_factor(page: Page, somebody: Person) -> pyotp.TOTP:
    """The app on their telephone."""
    page.get_by_role("button", name="Menu: Bàn làm việc").click()
    page.get_by_role("link", name="Tài khoản", exact=True).click()
    page.get_by_role("link", name="Bật xác thực hai bước").click()
    page.get_by_label("Mật khẩu của bạn").fill(somebody.password)
    page.get_by_role("button", name="Bắt đầu").click()
    picture = page.get_by_role("img", name="Mã QR")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    app = pyotp.TOTP(page.locator(".handed-over").inner_text().replace(" ", ""))
    page.get_by_label("Mã xác thực").fill(app.now())
    page.get_by_role("button", name="Bật xác thực hai bước").click()
    expect(page.locator(".codes li")).to_have_count(10)
    return app


def give_password(page: Page, somebody: Person) -> None:
    page.goto("/admin/")
    page.get_by_label("Email").fill(somebody.email)
    page.get_by_label("Mật khẩu").fill(somebody.password)
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_colleague_comes_and_goes(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    # Given an invitation that the administrator has handed over
    office, phone = (
        open_browser(site, scripts=scripts),
        open_browser(site, scripts=scripts, phone=True),
    )
    sign_in(office, demo.administrator)
    link = invite(office, LINH)

    # When the writer accepts it and turns on the second factor
    accept(phone, link, LINH)
    app = turn_on_second_factor(phone, LINH)
    no_sideways_scroll(phone)

    # Then the password alone no longer lets in
    desk = open_browser(site, scripts=scripts)
    give_password(desk, LINH)
    expect(desk.get_by_role("heading", level=1)).to_have_text("Nhập mã xác thực")

    # And the code does
    desk.get_by_label("Mã xác thực").fill(app.at(int(time.time()) + 30))
    desk.get_by_role("button", name="Đăng nhập").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")

    # And the link is over
    stranger = open_browser(site, scripts=scripts)
    stranger.goto(link)
    expect(stranger.get_by_text("đã được dùng rồi")).to_be_visible()

    # When the administrator disables the account
    office.get_by_role("link", name="Tôi đã sao chép liên kết").click()
    office.locator("summary", has_text="Khóa tài khoản").click()
    office.get_by_role("button", name="Khóa ngay").click()
    expect(office.get_by_role("status")).to_contain_text("Đã khóa tài khoản của Trần Thùy Linh")

    # Then the writer is out at the next click, everywhere
    for page in (desk, phone):
        page.get_by_role("link", name="Bị trả lại (0)").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    give_password(desk, LINH)
    expect(desk.get_by_role("alert")).to_contain_text("Tài khoản này đã bị khóa")
