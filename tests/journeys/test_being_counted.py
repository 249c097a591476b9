"""The counter, as real browsers move it."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import sign_in
from tests.servers import Server

NAMES = ("online", "today", "month", "total")


def numbers(page: Page) -> dict[str, int]:
    return {
        name: int(page.locator(f"[data-count={name}]").inner_text().replace(".", ""))
        for name in NAMES
    }


def expect_numbers(watcher: Page, number: int) -> None:
    """Wait until the counter box says `number` everywhere; looking on moves nothing."""
    for _ in range(40):
        watcher.reload()
        if set(numbers(watcher).values()) == {number}:
            return
        watcher.wait_for_timeout(100)
    assert numbers(watcher) == dict.fromkeys(NAMES, number)


def watcher_at(site: Server, demo: Demo, open_browser: Open) -> Page:
    """Signed-in staff, who are not counted, before the counter."""
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/")
    expect_numbers(page, 0)
    return page


def test_a_visitor_of_one_page_is_counted_once(
    site_of_its_own: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    watcher = watcher_at(site_of_its_own, demo, open_browser)
    reader = open_browser(site_of_its_own, scripts=scripts)
    reader.goto("/chuyen-muc/thong-bao")
    expect_numbers(watcher, 1)
    reader.locator(".card-title a").first.click()
    reader.goto("/")
    expect(reader.locator(".newcomer")).to_have_count(0)
    open_browser(site_of_its_own, scripts=scripts).goto("/")
    expect_numbers(watcher, 2)


def test_without_images_the_second_page_counts(
    site_of_its_own: Server, demo: Demo, open_browser: Open
) -> None:
    watcher = watcher_at(site_of_its_own, demo, open_browser)
    reader = open_browser(site_of_its_own)
    asked_for: list[str] = []

    def refuse(route: Route) -> None:
        asked_for.append(route.request.url)
        route.abort("aborted")

    reader.route("**/*.{gif,jpg,webp}", refuse)
    reader.goto("/")
    reader.wait_for_load_state("networkidle")
    assert any(url.endswith("/dem.gif") for url in asked_for)
    expect_numbers(watcher, 0)
    reader.goto("/chuyen-muc/thong-bao")
    expect_numbers(watcher, 1)


def test_the_numbers_outlive_a_restart(
    site_of_its_own: Server, demo: Demo, open_browser: Open
) -> None:
    watcher = watcher_at(site_of_its_own, demo, open_browser)
    for _ in range(3):
        open_browser(site_of_its_own, phone=True).goto("/", wait_until="networkidle")
    expect_numbers(watcher, 3)
    site_of_its_own.stop()
    site_of_its_own.start()
    again = open_browser(site_of_its_own)
    again.goto("/")
    assert numbers(again) == dict.fromkeys(NAMES, 3)
