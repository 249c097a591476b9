"""How much is written is said while one writes, as the server counts it."""

from __future__ import annotations

from playwright.sync_api import expect

from newsapp.articles import reading_time
from tests.journeys.article_form import new_article
from tests.journeys.conftest import Demo, Open
from tests.journeys.people import save, write
from tests.servers import Server


def test_words_and_minutes_as_readers_will_see_them(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = new_article(open_browser, site, demo)
    page.get_by_label("Nội dung", exact=True).fill("một hai ba bốn năm")
    shown = page.locator("[data-count='body']")
    expect(shown).to_have_text("5 từ, khoảng 1 phút đọc")
    for count in (374, 375, 625, 626):
        page.get_by_label("Nội dung", exact=True).fill("từ " * count)
        minutes = reading_time.minutes("từ " * count)
        expect(shown).to_have_text(f"{count} từ, khoảng {minutes} phút đọc")
    page.get_by_label("Nội dung", exact=True).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(shown).to_be_hidden()


def test_nothing_pasted_is_cut_at_a_limit(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    summary = page.get_by_label("Tóm tắt", exact=True)
    count = page.locator("[data-count='summary']")
    summary.fill("Hai dòng\nmột ý " + "a" * 900)
    expect(count).to_have_text("916/1000 ký tự")  # a new line is sent as two characters

    page.evaluate("(text) => navigator.clipboard.writeText(text)", "ă" * 1043)
    summary.fill("")
    summary.click()
    page.keyboard.press("Control+V")
    expect(count).to_have_text("1043/1000 ký tự: dài quá 43 ký tự")
    assert len(summary.input_value()) == 1043
    page.keyboard.press("Control+Home")
    for _ in range(50):
        page.keyboard.press("Delete")
    expect(count).to_have_text("993/1000 ký tự")

    # The title has no count until its limit is near
    expect(page.locator("[data-count='title']")).to_be_hidden()
    write(page, Tiêu_đề="T" * 280)
    expect(page.locator("[data-count='title']")).to_have_text("280/300 ký tự")
    save(page)
