"""Everything by the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import no_sideways_scroll, sign_in
from tests.servers import Server

FOCUS = """() => {
  const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    name: node.getAttribute("aria-label") ?? (node.labels?.[0] ??
      document.getElementById(node.getAttribute("aria-labelledby")) ?? node).textContent.trim().replace(/\\s+/g, " "),
    tag: node.tagName, outlined,
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    place: [...document.querySelectorAll("*")].indexOf(node),
  };
}"""


def tab_to(page: Page, name: str, *, key: str = "Tab", limit: int = 80) -> None:
    """Press Tab until what is called `name` has the focus; everything on the way can be seen to
    have it.
    """
    for _ in range(limit):
        page.keyboard.press(key)
        if focus_seen(page) == name:
            return
    raise AssertionError(f"{name!r} is not reached by Tab")


def focus_seen(page: Page) -> str:
    found = page.evaluate(FOCUS)
    assert found["tag"] != "BODY", "the focus is nowhere"
    assert found["outlined"], f"no outline around {found['name']!r}"
    assert found["seen"], f"{found['name']!r} has the focus out of sight"
    return str(found["name"])


def test_the_skip_link_leads_past_the_menu(
    reading_site: Server, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(reading_site, scripts=scripts)
    page.goto("/")
    page.keyboard.press("Tab")
    assert focus_seen(page) == "Đến nội dung chính"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focus_seen(page) == page.locator(".lead-title").inner_text()


def test_tab_goes_through_an_article_in_reading_order(
    reading_site: Server, open_browser: Open
) -> None:
    page = open_browser(reading_site)
    page.goto("/")
    page.locator(".lead-title a").click()
    page.wait_for_load_state()
    passed, places = [], []
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        passed.append(focus_seen(page))
        places.append(page.evaluate(FOCUS)["place"])
    assert places == sorted(places)
    for before, after in (
        ("Cách hiển thị", "A-"),
        ("A-", "A"),
        ("A", "A+"),
        ("A+", "In"),
        ("In", "Về đầu trang"),
    ):
        assert passed.index(before) < passed.index(after)


def test_an_article_is_posted_by_keyboard_alone(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(site, scripts=scripts)
    page.goto("/admin/login")
    tab_to(page, "Email")
    page.keyboard.type(demo.editor.email)
    tab_to(page, "Mật khẩu")
    page.keyboard.type(demo.editor.password)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")
    tab_to(page, "Viết bài mới")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Viết bài mới")
    expect(page.get_by_label("Tiêu đề", exact=True)).to_be_focused()
    page.keyboard.type("Chỉ với bàn phím")
    tab_to(page, "Nội dung")
    page.keyboard.type("Đoạn một.\n\nĐoạn hai.")
    tab_to(page, "Chuyên mục")
    page.keyboard.type("Th")  # the first that begins so is "Thông báo"
    tab_to(page, "Tác giả và nguồn chưa ghi")
    page.keyboard.press("Enter")
    tab_to(page, "Ký tên")
    page.keyboard.type("BP")
    tab_to(page, "Đăng bài", key="Shift+Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("Đã đăng bài.")
    tab_to(page, "Việc khác")
    page.keyboard.press("Enter")
    live = page.get_by_role("link", name="Xem trang đã đăng")
    expect(live).to_be_visible()
    if not scripts:  # with scripts the menu's first entry gets the focus by itself
        page.keyboard.press("Tab")
    expect(live).to_be_focused()
    assert focus_seen(page) == "Xem trang đã đăng"
    page.keyboard.press("Enter")
    expect(page.locator(".prose > p")).to_have_text(["Đoạn một.", "Đoạn hai."])
    expect(page.locator(".breadcrumbs li").last).to_have_text("Thông báo")
    expect(page.locator(".signature")).to_have_text("BP")


def test_the_menu_opens_by_keyboard_on_a_phone_too(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(site, scripts=scripts, phone=True)
    sign_in(page, demo.administrator)
    page.goto("/admin/account")
    tab_to(page, "Menu: Tài khoản")
    page.keyboard.press("Enter")
    tab_to(page, "Nhật ký")
    no_sideways_scroll(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Nhật ký")).not_to_be_visible()
    expect(page).to_have_url(f"{site.url}/admin/audit")
