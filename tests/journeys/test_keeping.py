"""An article is kept as a file, and read from the disk of a machine without a network."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Open
from tests.journeys.test_reading import open_an_article
from tests.servers import Server


def test_the_kept_file_opens_without_a_network(
    reading_site: Server, open_browser: Open, chromium: Browser, tmp_path: Path, scripts: bool
) -> None:
    page = open_browser(reading_site, scripts=scripts, accept_downloads=True)
    open_an_article(page)
    title, text = (
        page.get_by_role("heading", level=1).inner_text(),
        page.locator(".prose").inner_text(),
    )
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Lưu", exact=True).click()
    name = downloading.value.suggested_filename
    assert name.startswith(title[:20])
    file = tmp_path / name
    downloading.value.save_as(file)

    away = chromium.new_context(offline=True, viewport={"width": 320, "height": 640})
    try:
        asked, said = [], []
        away.on("request", lambda request: asked.append(request.url))
        away.on("console", lambda message: said.append(message.text))
        kept = away.new_page()
        kept.goto(file.as_uri())
        expect(kept.get_by_role("heading", level=1)).to_have_text(title)
        assert kept.locator(".prose").inner_text().split() == text.split()
        drawn = kept.locator("img").evaluate_all("all => all.map((image) => image.naturalWidth)")
        assert drawn
        assert all(drawn)
        assert kept.evaluate("document.documentElement.scrollWidth") <= 320
        assert (
            kept.evaluate("getComputedStyle(document.querySelector('.story')).paddingTop") == "16px"
        )
        assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
        assert said == []
    finally:
        away.close()
