"""What opens above a page closes again, and what is current looks so in any colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Open
from tests.servers import Server

PANELS = pytest.mark.parametrize("panel", [".menu-more", ".looks"])


def opened(page: Page, panel: str) -> None:
    page.goto("/")
    page.locator(f"{panel} > summary").first.click()
    expect(page.locator(f"{panel}[open]")).to_have_count(1)


@PANELS
def test_escape_closes_it_and_the_focus_stays(
    reading_site: Server, open_browser: Open, panel: str
) -> None:
    page = open_browser(reading_site)
    opened(page, panel)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(f"{panel}[open]")).to_have_count(0)
    expect(page.locator(f"{panel} > summary").first).to_be_focused()


@PANELS
def test_leaving_it_closes_it(reading_site: Server, open_browser: Open, panel: str) -> None:
    page = open_browser(reading_site)
    opened(page, panel)
    page.locator(".lead-title a").focus()
    expect(page.locator(f"{panel}[open]")).to_have_count(0)
    opened(page, panel)
    page.locator(".section-title").first.click(position={"x": 2, "y": 2}, trial=False)
    expect(page.locator(f"{panel}[open]")).to_have_count(0)


def test_in_forced_colours_only_the_current_entry_is_marked(
    reading_site: Server, open_browser: Open
) -> None:
    page = open_browser(reading_site, forced_colors="active")
    page.goto("/van-ban")
    ground = page.evaluate("getComputedStyle(document.querySelector('.menu')).backgroundColor")
    marked = [
        link.inner_text()
        for link in page.locator(".menu > ul > li > a").all()
        if link.evaluate("link => getComputedStyle(link).borderBottomColor") != ground
    ]
    assert marked == ["Văn bản"]


@pytest.mark.parametrize("address", ["/tin-tuc/3", "/van-ban", "/van-ban/1", "/luu-tru", "/"])
def test_paper_shows_no_field_and_no_other_language(
    reading_site: Server, open_browser: Open, address: str
) -> None:
    page = open_browser(reading_site)
    page.goto(address)
    page.emulate_media(media="print")
    for gone in page.locator("form, input, select, nav, .other-edition, .looks").all():
        expect(gone).to_be_hidden()


def test_the_documents_are_rows_on_paper(reading_site: Server, open_browser: Open) -> None:
    page = open_browser(reading_site)
    page.set_viewport_size({"width": 720, "height": 1000})
    page.goto("/van-ban")
    page.emulate_media(media="print")
    cells = page.locator(".papers tbody tr").first.locator("td")
    tops = {cell.evaluate("cell => cell.getBoundingClientRect().top") for cell in cells.all()}
    assert len(tops) == 1
    expect(page.locator(".papers th").first).to_be_visible()
