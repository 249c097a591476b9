"""What people do on the site, as steps of a journey."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect


@dataclass(frozen=True)
class Person:
    email: str
    password: str
    name: str


def sign_in(page: Page, person: Person) -> None:
    page.goto("/admin/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Mật khẩu").fill(person.password)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")


def write(page: Page, **fields: str) -> None:
    """Fill in the article's form by its labels; underscores stand for spaces."""
    for label, value in fields.items():
        control = page.get_by_label(label.replace("_", " "), exact=True)
        if label == "Chuyên_mục":
            control.select_option(label=value)
        else:
            control.fill(value)


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu nháp.")


def publish(page: Page) -> None:
    page.get_by_role("button", name="Xuất bản").click()
    expect(page.get_by_role("status")).to_have_text("Đã xuất bản.")


def see_live_page(page: Page) -> None:
    page.get_by_role("link", name="Xem trang đang đăng").click()


def no_sideways_scroll(page: Page) -> None:
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room, f"{page.url} is {wide} px wide in a window of {room}"
