"""What people do on the site, as steps of a journey."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


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
        reveal(page, control)
        if label == "Chuyên_mục":
            control.select_option(label=value)
        else:
            control.fill(value)


def reveal(page: Page, control: Locator) -> None:
    """Open what the control stands in, as somebody would who looks for it: on a phone the sheet;
    the closed panels.
    """
    opener = page.locator("[data-sheet-open]")
    in_side = control.locator("xpath=ancestor::*[@data-side]").count() > 0
    if in_side and opener.is_visible() and opener.get_attribute("aria-expanded") == "false":
        opener.click()
    closed = control.locator("xpath=ancestor::details[not(@open)]")
    while closed.count():
        closed.first.locator("> summary").click()


def use_tool(page: Page, name: str) -> None:
    """Press a tool of the text by its name, in its menu where it has one."""
    tool = page.locator(".toolbar").get_by_role(
        "button", name=name, exact=True, include_hidden=True
    )
    reveal(page, tool)
    tool.click()


def act(page: Page, name: str) -> None:
    """Press what stands in the form's menu of other things to do: a button, or a link."""
    page.locator(".more-menu > summary").click()
    menu = page.locator(".more-menu .menu-list")
    menu.get_by_role("button", name=name).or_(menu.get_by_role("link", name=name)).click()


def press(page: Page, name: str) -> None:
    """Press a button of the form's bar, or of the menu beside its main one where the bar has no
    room for it.
    """
    button = page.locator("[data-bar]").get_by_role("button", name=name, exact=True)
    if not button.first.is_visible():
        page.locator(".split .menu > summary").click()
    button.first.click()


def follow(page: Page, control: Locator) -> None:
    """Press what leads to another page, and wait until that has loaded."""
    with page.expect_navigation():
        control.click()


def save(page: Page) -> None:
    press(page, "Lưu nháp")
    expect(page.get_by_role("status")).to_have_text("Đã lưu nháp.")


def choose_category(page: Page) -> None:
    """The first there is, where none is chosen yet."""
    control = page.locator("#category_id")
    if control.count() and not control.input_value():
        reveal(page, control)
        control.select_option(index=1)


def publish(page: Page) -> None:
    choose_category(page)
    page.get_by_role("button", name="Đăng bài").click()
    expect(page.get_by_role("status")).to_have_text("Đã đăng bài.")


def see_live_page(page: Page) -> None:
    act(page, "Xem trang đã đăng")


def no_sideways_scroll(page: Page) -> None:
    wide, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= room, f"{page.url} is {wide} px wide in a window of {room}"
