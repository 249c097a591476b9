"""The staff's pages on every width: nothing is cut, the list begins where one looks, the menu says
where one is.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import no_sideways_scroll, sign_in
from tests.servers import Server

PHONE, TABLET, DESK = (360, 740), (768, 900), (1280, 800)
PAGES = (
    "/admin/",
    "/admin/articles",
    "/admin/articles?q=khoa+hoc&category=2&since=01/01/2020",
    "/admin/articles?since=x",
    "/admin/articles/several?do=move&article=3&article=4",
    "/admin/articles/1/history",
    "/admin/articles/1/history/1",
    "/admin/documents",
    "/admin/documents/1",
    "/admin/documents/new",
    "/admin/media",
    "/admin/media?kind=files",
    "/admin/categories",
    "/admin/categories/1",
    "/admin/categories/1/merge",
    "/admin/pages",
    "/admin/menu",
    "/admin/tags",
    "/admin/tags/1",
    "/admin/statistics",
    "/admin/report?period=year",
    "/admin/identity",
    "/admin/people",
    "/admin/people/1",
    "/admin/audit",
    "/admin/account",
    "/admin/account/second-factor",
    "/admin/import",
)
CUT = """() => {
  const room = document.documentElement.clientWidth;
  const reachable = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (/auto|scroll/.test(style.overflowX) && box.scrollWidth > box.clientWidth) return true;
      if (style.clipPath !== "none") return true;  // said to those who do not see it
    }
    return getComputedStyle(element).clipPath !== "none";
  };
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getClientRects().length && one.getBoundingClientRect().right > room + 1 && !reachable(one))
    .map((one) => `${one.tagName.toLowerCase()}.${one.className} ends at ${one.getBoundingClientRect().right}`);
}"""


def _at(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_nothing_is_cut_at_the_right(
    reading_site: Server, demo: Demo, open_browser: Open, size: tuple[int, int]
) -> None:
    page = open_browser(reading_site)
    sign_in(page, demo.administrator)
    _at(page, size)
    for address in PAGES:
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        no_sideways_scroll(page)
        assert page.evaluate(CUT) == [], address


def test_the_first_article_is_seen_without_scrolling(
    reading_site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(reading_site, scripts=scripts)
    sign_in(page, demo.administrator)
    for size, highest in ((PHONE, 640), (TABLET, 640), (DESK, 500)):
        _at(page, size)
        page.goto("/admin/articles?category=2")
        title = page.locator(".row-title").first.bounding_box()
        assert title is not None
        assert title["y"] + title["height"] < highest, size
        expect(page.get_by_label("Tìm trong tiêu đề, nội dung")).to_be_in_viewport()


def test_a_closed_fold_says_what_the_list_is_narrowed_to(
    reading_site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    # Given a phone with the list of articles
    page = open_browser(reading_site, scripts=scripts, phone=True)
    sign_in(page, demo.administrator)
    page.goto("/admin/articles")

    # When one narrows it in the fold
    page.locator("summary", has_text="Lọc").click()
    page.get_by_label("Chuyên mục").select_option(label="Thông báo")
    page.get_by_label("Từ ngày").fill("01/01/2020")
    page.get_by_role("button", name="Áp dụng").click()

    # Then the fold is closed and says so, and it can be cleared at once
    fold = page.locator("details", has_text="Áp dụng")
    expect(fold.locator("summary")).to_have_text("Lọc: Thông báo, từ 01/01/2020")
    expect(page.get_by_label("Chuyên mục")).to_be_hidden()
    page.get_by_role("link", name="Bỏ lọc").click()
    expect(fold.locator("summary")).to_have_text("Lọc")

    # And a field that is wrong stands open with what is wrong
    page.goto("/admin/articles?since=hôm qua")
    expect(page.get_by_label("Từ ngày")).to_have_value("hôm qua")
    expect(page.get_by_label("Từ ngày")).to_be_visible()


def test_the_menu_on_a_phone_says_where_one_is_and_opens(
    reading_site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(reading_site, scripts=scripts, phone=True)
    sign_in(page, demo.administrator)
    for address, name in (
        ("/admin/", "Bàn làm việc"),
        ("/admin/articles/1/history", "Bài viết"),
        ("/admin/tags/1", "Chuyên mục"),
        ("/admin/audit", "Nhật ký"),
        ("/admin/account/second-factor", "Tài khoản"),
    ):
        page.goto(address)
        menu = page.get_by_role("button", name="Menu: ")
        expect(menu).to_have_text(f"Menu: {name}")
        expect(page.get_by_role("link", name=name, exact=True)).to_be_hidden()
        menu.click()
        here = page.locator("[popover] [aria-current]")
        expect(here).to_have_text(name)
        expect(here).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(here).to_be_hidden()
    menu.click()
    page.get_by_role("link", name="Thư viện").click()
    expect(page).to_have_url(f"{reading_site.url}/admin/media")


def test_the_present_state_is_in_sight_on_a_phone(
    reading_site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_browser(reading_site, phone=True)
    sign_in(page, demo.administrator)
    page.goto("/admin/articles?state=trash")
    expect(page.get_by_role("link", name="Thùng rác")).to_be_in_viewport(ratio=1)


LOW = """() => [...document.querySelectorAll("button, summary, select, .button, .tabs a, .row-title a, .row-check")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
  .map((one) => `${one.textContent.trim()}: ${one.getBoundingClientRect().height}`)"""


def test_a_finger_finds_what_it_is_to_press(
    reading_site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_browser(reading_site, phone=True, has_touch=True)
    sign_in(page, demo.administrator)
    for name in (
        "articles",
        "categories",
        "menu",
        "people",
        "media",
        "audit",
        "documents",
        "identity",
    ):
        page.goto(f"/admin/{name}")
        assert page.evaluate(LOW) == [], name
