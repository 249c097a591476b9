"""The article's form: the text comes first, what goes with it waits beside, and what is done with
it stays in sight.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import no_sideways_scroll, press, reveal, save, sign_in, write
from tests.servers import Server

NEW = "/admin/articles/new"
LONG = "/admin/articles/7"
SIZES = {"desktop": (1280, 800), "phone": (390, 844), "small phone": (360, 740)}
# What can be filled in or pressed and is seen: fields, buttons, links, and the labels that stand
# for file fields. The tools of the text are counted apart; so are the bar's buttons, and the closed
# panels' headings.
COUNT = """() => {
  const form = document.getElementById("article-form");
  const all = "input, select, textarea, button, summary, a[href], label.file-button, [role=textbox]";
  const seen = [...form.querySelectorAll(all)].filter((node) => {
    const box = node.getBoundingClientRect();
    const isDrawn = node.checkVisibility({ visibilityProperty: true }) && !node.matches(".unseen");
    return isDrawn && box.width > 1 && box.height > 1;
  });
  const kind = (node) => node.closest(".toolbar") ? "tools" : node.closest("[data-bar]") ? "bar"
    : node.matches(".panel > summary") ? "panels" : "controls";
  const name = (node) => node.textContent.trim() || node.name || node.id;
  return Object.fromEntries(["tools", "bar", "panels", "controls"].map(
    (one) => [one, seen.filter((node) => kind(node) === one).map(name)]));
}"""
# How much of the text's place is in the window and not under the bar.
TEXT_SEEN = """() => {
  const text = document.getElementById("body").getBoundingClientRect();
  const bar = document.querySelector("[data-bar]").getBoundingClientRect();
  const end = bar.top > innerHeight / 2 ? bar.top : innerHeight;
  const tools = document.querySelector(".toolbar").getBoundingClientRect();
  const isBelow = tools.height > 0 && tools.top > innerHeight / 2;
  return Math.min(text.bottom, isBelow ? tools.top : end) - Math.max(text.top, 0);
}"""
# Whether what has the focus, or the text's caret, lies under something that stays in sight.
HIDDEN = """() => {
  const node = document.activeElement, range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  const isText = node.isContentEditable;
  const box = isText && range.getClientRects().length ? range.getClientRects()[0] : node.getBoundingClientRect();
  if (node === document.body || !box.height) return null;
  const x = Math.min(box.left + Math.min(box.width / 2, 40), innerWidth - 2);
  const y = box.top + Math.min(box.height / 2, 20);
  if (isText && !range.getClientRects().length) return null;
  const top = document.elementFromPoint(x, y);
  if (top && (node.contains(top) || top.contains(node))) return null;
  const own = [...document.querySelectorAll("label.file-button")].find((label) => label.htmlFor === node.id);
  if (own) return own.checkVisibility() ? null : node.outerHTML;
  return `${node.outerHTML.slice(0, 120)} at ${Math.round(x)},${Math.round(y)} is under ${top?.outerHTML.slice(0, 80)}`;
}"""


def open_form(
    open_browser: Open,
    site: Server,
    demo: Demo,
    size: str = "desktop",
    address: str = NEW,
    **options: Any,
) -> Page:
    page = open_browser(site, **options)
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    sign_in(page, demo.editor)
    page.goto(address)
    if options.get("scripts", True):
        expect(page.locator("#body.ProseMirror")).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("size", "least"), [("desktop", 400), ("phone", 300), ("small phone", 300)]
)
def test_what_a_writer_sees_at_first(
    site: Server, demo: Demo, open_browser: Open, size: str, least: int
) -> None:
    page = open_form(open_browser, site, demo, size)
    seen = page.evaluate(COUNT)
    assert len(seen["controls"]) <= 8, seen["controls"]
    assert len(seen["tools"]) <= 12, seen["tools"]
    assert len(seen["bar"]) <= 6, seen["bar"]
    assert page.evaluate(TEXT_SEEN) >= least
    assert page.locator("#body").bounding_box()["height"] >= 0.6 * SIZES[size][1] - 1  # type: ignore[index]
    expect(page.get_by_label("Tiêu đề", exact=True)).to_be_focused()
    no_sideways_scroll(page)
    page.locator("#body").click()
    assert len(page.evaluate(COUNT)["tools"]) <= 12
    assert page.evaluate(TEXT_SEEN) >= least
    sizes = [
        page.locator(one).evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
        for one in ("#title", "#body")
    ]
    assert sizes[0] >= 1.35 * sizes[1], "the title stands out"


def test_closed_panels_say_what_they_hold(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    page = open_form(open_browser, site, demo, scripts=scripts)
    fields = {
        "Từ_khóa": "nông nghiệp",
        "Tác_giả": "Đỗ Ễn",
        "Nguồn": "Báo Hưng Lạc",
        "Ngày_ghi_trên_bài": "20/05/2020",
    }
    said = {
        "tags": "nông nghiệp",
        "author": "Đỗ Ễn, Báo Hưng Lạc",
        "moments": "ghi ngày 20/05/2020",
        "language": "Tiếng Việt",
        "attachments": "chưa có",
    }
    write(page, Tiêu_đề="Bài có nhiều thứ", Nội_dung="Một đoạn.", **fields)
    if not scripts:
        save(page)
    for name, words in said.items():
        expect(page.locator(f"[data-panel='{name}'] [data-holds]")).to_have_text(words)
    save(page)
    page.reload()
    for name, words in said.items():
        panel = page.locator(f"[data-panel='{name}']")
        expect(panel.locator("[data-holds]")).to_have_text(words)
        expect(panel).not_to_have_attribute("open", "")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_what_a_panel_holds_makes_it_no_wider(
    site: Server, demo: Demo, open_browser: Open, size: str
) -> None:
    page = open_form(open_browser, site, demo, size)
    author = page.get_by_label("Tác giả", exact=True)
    write(page, Tác_giả="Nguyễn Thị Hoàng Oanh và " * 7)
    page.locator("[data-panel='author'] > summary").click()
    expect(author).to_be_hidden()
    side = page.locator("[data-side]")
    assert side.evaluate("node => node.scrollWidth <= node.clientWidth")
    box = side.bounding_box()
    assert box
    assert box["x"] + box["width"] <= SIZES[size][0] - (32 if size == "desktop" else 0)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_mistake_in_a_closed_panel_has_the_keyboard(
    site: Server, demo: Demo, open_browser: Open, scripts: bool, size: str
) -> None:
    page = open_form(open_browser, site, demo, size, scripts=scripts)
    write(page, Tiêu_đề="Ngày sai", Nội_dung="Một đoạn.", Ngày_ghi_trên_bài="31/02/2020")
    press(page, "Đăng bài")
    field = page.get_by_label("Ngày ghi trên bài", exact=True)
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    expect(page.locator("[data-panel='moments']")).to_have_attribute("open", "")

    # From elsewhere, the list of mistakes leads to it
    if scripts and size == "phone":
        page.get_by_role("button", name="Xong").click()
    problem = page.get_by_role("alert").get_by_role("link", name="Ngày ghi trên bài")
    problem.focus()
    expect(problem).to_be_in_viewport()
    problem.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    if scripts:
        assert page.evaluate(HIDDEN) is None


def test_the_menu_beside_publishing_by_the_keyboard(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_form(open_browser, site, demo)
    head = page.locator(".split .menu > summary")
    menu = page.locator(".split .menu")
    head.focus()
    page.keyboard.press("Enter")
    for name in ("Đăng ngay", "Hẹn giờ đăng…", "Lưu nháp", "Đăng ngay"):
        expect(page.locator(":focus")).to_have_text(name)
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(head).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Hẹn giờ đăng", exact=True)).to_be_focused()
    expect(menu).not_to_have_attribute("open", "")
    head.click()
    expect(menu).to_have_attribute("open", "")
    page.locator("#title").click()
    expect(menu).not_to_have_attribute("open", "")


def test_the_menu_works_without_scripts(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(open_browser, site, demo, scripts=False)
    write(page, Tiêu_đề="Không có kịch bản", Nội_dung="Một đoạn.")
    page.locator(".split .menu > summary").click()
    page.get_by_role("button", name="Đăng ngay").click()
    expect(page.get_by_role("status")).to_have_text("Đã đăng bài.")


def test_on_a_phone_the_rest_is_a_sheet(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(open_browser, site, demo, "phone")
    sheet, opener = page.locator("[data-side]"), page.locator("[data-sheet-open]")
    expect(sheet).to_be_hidden()
    opener.click()
    expect(page.get_by_role("button", name="Xong")).to_be_focused()
    page.get_by_label("Chuyên mục", exact=True).select_option(label="Thông báo")
    assert page.locator("[data-main]").evaluate("node => node.inert"), (
        "what lies behind is not reached by Tab"
    )
    no_sideways_scroll(page)
    with page.expect_popup():
        press(page, "Xem trước")  # what is done with the article stays in reach
    page.get_by_label("Chuyên mục", exact=True).focus()
    sheet.evaluate(
        "node => { for (const one of node.querySelectorAll('details')) one.open = true; node.scrollTop = 1e6; }"
    )
    expect(
        page.get_by_role("button", name="Xong")
    ).to_be_in_viewport()  # the way out stays in sight
    page.get_by_role("button", name="Xong").click()
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_contain_text("Thông báo")
    reveal(page, page.get_by_label("Ngôn ngữ", exact=True))
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(sheet).to_be_visible()
    page.wait_for_function("() => !document.querySelector('[data-main]').inert")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_nothing_with_the_focus_is_hidden(
    site: Server, demo: Demo, open_browser: Open, size: str
) -> None:
    page = open_form(open_browser, site, demo, size, LONG)
    page.locator("#title").focus()
    for way in ("Tab", "Shift+Tab"):
        for _ in range(30):
            page.keyboard.press(way)
            if page.evaluate("document.activeElement.id === 'body'"):
                page.keyboard.press("Escape")  # in the text Tab may have work of its own
            hidden = page.evaluate(HIDDEN)
            assert hidden is None, hidden
    page.locator("#body").focus()
    for key in ("Control+End", "Control+Home"):
        page.keyboard.press(key)
        for _ in range(25):
            page.keyboard.press("ArrowUp" if key == "Control+End" else "ArrowDown")
            hidden = page.evaluate(HIDDEN)
            assert hidden is None, hidden


def test_the_bar_and_the_tools_stay(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(open_browser, site, demo, address=LONG)
    page.locator("#body p").last.click()
    for what in ("[data-bar] >> text=Đăng bài", ".toolbar [data-command=bold]"):
        expect(page.locator(what).first).to_be_in_viewport()
    assert page.locator("[data-bar]").bounding_box()["y"] == 0  # type: ignore[index]
    expect(page.locator(".table-tools")).to_be_hidden()
    page.locator(".toolbar [data-command=table]").click()
    expect(page.locator(".table-tools")).to_be_visible()


def test_a_title_stays_one_line_of_words(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(open_browser, site, demo)
    title = page.get_by_label("Tiêu đề", exact=True)
    low = title.bounding_box()
    page.keyboard.insert_text("Một tiêu đề\ntừ hai dòng")
    expect(title).to_have_value("Một tiêu đề từ hai dòng")
    page.keyboard.type(" rất dài" * 20)
    high = title.bounding_box()
    assert low
    assert high
    assert high["height"] > 1.8 * low["height"], "and grows with its words"


def test_the_style_of_a_paragraph_is_chosen(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(open_browser, site, demo)
    page.locator("#body").click()
    page.keyboard.type("Số liệu")
    style = page.get_by_label("Kiểu đoạn")
    style.select_option("heading3")
    expect(page.locator("#body h3")).to_have_text("Số liệu")
    expect(page.locator("#body")).to_be_focused()
    page.keyboard.press("Enter")
    expect(style).to_have_value("paragraph")
