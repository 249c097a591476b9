"""What of the main picture stays in sight: by a click on it or by the keyboard, kept, and gone with
the picture.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.journeys.article_form import labelled, new_article
from tests.journeys.conftest import Demo, Open
from tests.journeys.people import no_sideways_scroll, reveal, save, write
from tests.journeys.test_tag_chips import SIZES
from tests.servers import Server


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "đường hoa.jpg"
    Image.effect_noise((900, 900), 60).convert("RGB").save(path)
    return path


def kept(page: Page) -> str:
    return page.locator("input[name=cover_focus]").input_value()


def picture(page: Page) -> Locator:
    return page.locator(".cover-now > img")


@SIZES
def test_a_click_on_the_picture(
    site: Server, demo: Demo, open_browser: Open, photo: Path, phone: bool
) -> None:
    page = new_article(open_browser, site, demo, phone=phone)
    write(page, Tiêu_đề="Bài có ảnh")
    reveal(page, page.locator("input[name=cover]"))
    page.locator("input[name=cover]").set_input_files(photo)
    expect(picture(page)).to_be_visible()
    labelled(page, "Mô tả ảnh").fill("Đường hoa ngày Tết")
    size = picture(page).evaluate(
        "image => image.decode().then(() => [image.offsetWidth, image.offsetHeight])"
    )
    picture(page).click(position={"x": size[0] * 0.3, "y": size[1] * 0.8})
    assert kept(page) == "30,80"
    panel = page.locator(".focus-panel")
    expect(panel.locator("summary")).to_have_text("Điểm nhấn: 30 % ngang, 80 % dọc")
    no_sideways_scroll(page)

    # By the keyboard: two sliders, and a way back to the middle
    panel.locator("summary").press("Enter")
    assert Axe().run(page).violations_count == 0
    across = page.get_by_role("slider", name="Từ trái sang")
    across.press("ArrowRight")
    assert kept(page) == "31,80"
    page.get_by_role("slider", name="Từ trên xuống").press("Home")
    assert kept(page) == "31,0"
    assert (
        page.locator(".focus-preview").evaluate("image => getComputedStyle(image).objectPosition")
        == "31% 0%"
    )
    save(page)
    assert kept(page) == "31,0", "kept with the article"
    reveal(page, page.locator(".focus-panel input").first)
    page.get_by_role("button", name="Đặt lại ở giữa").press("Enter")
    assert kept(page) == ""
    expect(page.locator(".focus-panel summary")).to_be_focused()


def test_another_picture_has_another_middle(
    site: Server, demo: Demo, open_browser: Open, photo: Path, tmp_path: Path
) -> None:
    page = new_article(open_browser, site, demo)
    page.locator("input[name=cover]").set_input_files(photo)
    expect(picture(page)).to_be_visible()
    picture(page).click(position={"x": 5, "y": 5})
    assert kept(page) != ""
    other = tmp_path / "ảnh khác.jpg"
    Image.effect_noise((640, 400), 30).convert("RGB").save(other)
    before = picture(page).get_attribute("src")
    page.locator("input[name=cover]").set_input_files(other)
    expect(picture(page)).not_to_have_attribute("src", before or "")
    assert kept(page) == ""
