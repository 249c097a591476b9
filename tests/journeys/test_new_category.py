"""A category is made without leaving the text."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from tests.journeys.article_form import labelled, new_article
from tests.journeys.conftest import Demo, Open
from tests.journeys.people import save, write
from tests.journeys.test_tag_chips import SIZES
from tests.servers import Server

ADD = "**/categories/add"


@SIZES
def test_a_new_category_is_chosen_at_once(
    site: Server, demo: Demo, open_browser: Open, phone: bool
) -> None:
    page = new_article(open_browser, site, demo, phone=phone)
    write(page, Tiêu_đề="Bài của chuyên mục mới", Nội_dung="Một câu.")
    category = labelled(page, "Chuyên mục")
    page.get_by_role("button", name="Thêm chuyên mục").press("Enter")
    name = page.get_by_label("Tên chuyên mục")
    expect(name).to_be_focused()
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hãy nhập tên chuyên mục.")).to_be_visible()
    page.keyboard.type("Chuyện làng nghề")
    page.keyboard.press("Enter")
    expect(name).to_be_hidden()
    expect(category).to_be_focused()
    expect(category.locator("option:checked")).to_have_text("Chuyện làng nghề")
    expect(page.get_by_label("Nội dung", exact=True)).to_have_text("Một câu.")
    save(page)
    expect(labelled(page, "Chuyên mục").locator("option:checked")).to_have_text("Chuyện làng nghề")


def test_a_late_answer_changes_no_choice(site: Server, demo: Demo, open_browser: Open) -> None:
    """Who closed the dialog and chose another category keeps that one."""
    page = new_article(open_browser, site, demo)
    held: list[Route] = []
    page.route(ADD, lambda route: held.append(route))
    page.get_by_role("button", name="Thêm chuyên mục").click()
    page.get_by_label("Tên chuyên mục").fill("Chậm")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Thêm", exact=True)).to_be_disabled()
    page.keyboard.press("Escape")
    category = page.get_by_label("Chuyên mục", exact=True)
    chosen = category.locator("option").nth(2).inner_text()
    category.select_option(index=2)
    with page.expect_response(ADD):
        held[0].continue_()
    expect(category.locator("option", has_text="Chậm")).to_have_count(1)
    expect(category.locator("option:checked")).to_have_text(chosen)


def test_a_lost_connection_is_said_and_the_name_stays(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = new_article(open_browser, site, demo)
    page.get_by_role("button", name="Thêm chuyên mục").click()
    name = page.get_by_label("Tên chuyên mục")
    name.fill("Khi mất mạng")
    page.route(ADD, lambda route: route.abort("aborted"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Mất kết nối")
    expect(name).to_have_value("Khi mất mạng")
    page.unroute(ADD)
    page.keyboard.press("Enter")
    expect(name).to_be_hidden()
