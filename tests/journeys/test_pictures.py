"""Pictures in the text of an article: each stays, where it was put, in the
order in which it came.
"""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import editing
from tests.journeys.conftest import Demo, Open
from tests.journeys.editing import (
    blocks,
    choose_pictures,
    chosen,
    colours,
    held_back,
    new_article,
    photo,
    wait_for,
)
from tests.journeys.people import publish, see_live_page, sign_in, write
from tests.servers import Server

RED, GREEN, BLUE = photo("#e00000"), photo("#00a000"), photo("#0000e0")


@pytest.fixture
def page(site: Server, demo: Demo, open_browser: Open) -> Page:
    opened = open_browser(site)
    sign_in(opened, demo.editor)
    return opened


def test_a_second_picture_stands_behind_the_first(page: Page) -> None:
    # Given a picture on a new line, with what it shows and its caption
    new_article(page)
    page.keyboard.type("Đoạn đầu.")
    page.keyboard.press("Enter")
    choose_pictures(page, chosen("a.png", RED))
    first = page.locator("#body figure").first
    first.get_by_label("Ảnh cho thấy gì?").fill("ảnh đỏ")

    # When a second comes by the button, and a third with the caret in the second's empty caption
    choose_pictures(page, chosen("b.png", GREEN))
    expect(page.locator("#body figure")).to_have_count(2)
    page.locator("#body figcaption").nth(1).click()
    choose_pictures(page, chosen("c.png", BLUE))
    expect(page.locator("#body figure")).to_have_count(3)

    # Then all are there, in this order, each with its own description
    assert blocks(page) == ["Đoạn đầu.", "[ảnh đỏ|]", "[|]", "[|]"]
    assert colours(page) == ["red", "green", "blue"]


def test_a_screenshot_pasted_into_a_caption_follows_the_picture(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    new_article(page)
    choose_pictures(page, chosen("a.png", RED))
    page.locator("#body figcaption").click()
    page.evaluate(editing.COPY_PICTURE, base64.b64encode(GREEN).decode())
    page.keyboard.press("Control+V")
    expect(page.locator("#body figure")).to_have_count(2)
    page.locator("#body figcaption").first.click()
    page.keyboard.type("Chú thích đỏ")
    page.locator("#body figcaption").nth(1).click()
    page.keyboard.type("Chú thích xanh")
    assert blocks(page) == ["[|Chú thích đỏ]", "[|Chú thích xanh]"]
    assert colours(page) == ["red", "green"]


@pytest.mark.parametrize("turns", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_three_at_once_come_in_the_order_chosen_whichever_is_first(
    page: Page, turns: tuple[int, ...]
) -> None:
    new_article(page)
    page.keyboard.type("Trước.")
    with held_back(page, "/admin/media/pictures$") as waiting:
        choose_pictures(page, chosen("a.png", RED), chosen("b.png", GREEN), chosen("c.png", BLUE))
        wait_for(page, waiting, 3)
        for count, turn in enumerate(turns, 1):
            waiting[turn].continue_()
            expect(page.locator("#body figure")).to_have_count(count)
    assert colours(page) == ["red", "green", "blue"]
    # The caret stands behind them
    page.keyboard.type("Sau.")
    assert blocks(page) == ["Trước.", "[|]", "[|]", "[|]", "Sau."]


def test_one_that_is_refused_stops_no_other(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_browser(site, refused="/admin/media/pictures")
    sign_in(page, demo.editor)
    new_article(page)
    with page.expect_response(lambda answer: answer.status == 422):
        choose_pictures(
            page, chosen("a.png", RED), chosen("hỏng.png", RED[:40]), chosen("c.png", BLUE)
        )
    expect(page.locator("#body figure")).to_have_count(2)
    assert colours(page) == ["red", "blue"]
    expect(page.locator(".writing .uploads .failed")).to_contain_text("“hỏng.png”")


def test_who_types_while_a_picture_uploads_types_on(page: Page) -> None:
    # Given a picture asked for in the midst of writing
    new_article(page)
    page.keyboard.type("Câu một.")
    with held_back(page, "/admin/media/pictures$") as waiting:
        choose_pictures(page, chosen("a.png", RED))
        wait_for(page, waiting, 1)
        # When the writer types on until after it has come
        page.keyboard.type(" Câu h")
        waiting[0].continue_()
        figure = page.locator("#body figure")
        expect(figure).to_be_visible()
        page.keyboard.type("ai.")

    # Then every letter is in the text, and the picture where it was asked for
    expect(page.locator("#body")).to_be_focused()
    assert blocks(page) == ["Câu một.", "[|]", "Câu hai."]
    # Its description is asked for: to be seen, and to be heard
    expect(figure.get_by_text("Chưa có mô tả")).to_be_visible()
    expect(page.locator("[data-told]")).to_have_text(
        "Đã thêm ảnh “a.png”. Hãy mô tả ảnh ở ô ngay dưới ảnh."
    )
    figure.get_by_label("Ảnh cho thấy gì?").fill("Chợ")
    expect(figure.get_by_text("Chưa có mô tả")).to_be_hidden()


def test_the_end_of_an_upload_takes_the_keyboard_from_no_field(page: Page) -> None:
    new_article(page)
    with held_back(page, "/admin/media/pictures$") as waiting:
        choose_pictures(page, chosen("a.png", RED))
        wait_for(page, waiting, 1)
        page.get_by_label("Tiêu đề", exact=True).click()
        page.keyboard.type("Hội ch")
        waiting[0].continue_()
        expect(page.locator("#body figure")).to_be_visible()
        page.keyboard.type("ợ xuân")
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Hội chợ xuân")
    # Nor where nothing was done meanwhile: the caret stands behind the picture
    page.locator("#body > p").last.click()
    choose_pictures(page, chosen("b.png", GREEN))
    expect(page.locator("#body figure")).to_have_count(2)
    page.keyboard.type("Sau ảnh.")
    assert blocks(page) == ["[|]", "[|]", "Sau ảnh."]
    assert colours(page) == ["red", "green"]


def test_an_article_of_pictures_alone_is_published_and_changed(page: Page) -> None:
    # Given a text of a picture alone
    new_article(page)
    write(page, Tiêu_đề="Ảnh hội chợ", Tóm_tắt="Một câu.")
    page.locator("#body").click()
    choose_pictures(page, chosen("a.png", RED))
    page.locator("#body figure").get_by_label("Ảnh cho thấy gì?").fill("Gian hàng")
    publish(page)
    see_live_page(page)
    expect(page.get_by_role("img", name="Gian hàng")).to_be_visible()

    # When the published one gets words and loses them again
    page.go_back()
    source = page.locator("textarea[name=body]")
    expect(page.locator("#body figure")).to_be_visible()
    page.locator("#body > p").last.click()
    page.keyboard.type("Chữ.")
    expect(source).to_have_value(re.compile("Chữ"))
    for _letter in "Chữ.":
        page.keyboard.press("Backspace")
    expect(source).not_to_have_value(re.compile("Chữ"))
    expect(source).to_have_value(re.compile("<figure>"))
    publish(page)
    see_live_page(page)
    expect(page.get_by_role("img", name="Gian hàng")).to_be_visible()


def test_a_table_without_words_is_kept(page: Page) -> None:
    new_article(page)
    write(page, Tiêu_đề="Bảng trống")
    page.locator("#body").click()
    page.get_by_role("button", name="Thêm bảng").click()
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("status").first).to_have_text("Đã lưu nháp.")
    expect(page.locator("#body table td")).to_have_count(6)


def test_what_makes_a_heading_or_a_list_leaves_pictures_alone(page: Page) -> None:
    new_article(page)
    choose_pictures(page, chosen("a.png", RED))
    page.locator("#body figcaption").click()
    page.keyboard.type("Chợ")
    for keys in ("Control+Alt+2", "Control+Shift+8", "Control+Shift+B", "Control+Alt+0"):
        page.keyboard.press(keys)
        page.keyboard.press("Control+A")
        page.keyboard.press(keys)
        page.locator("#body figcaption").click()
    expect(page.locator("#body figure")).to_have_count(1)
    # The keys that delete take hold of it first
    page.locator("#body figcaption").click()
    for _letter in "Chợ":
        page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.locator("#body figure.ProseMirror-selectednode")).to_have_count(1)
    page.keyboard.press("Backspace")
    expect(page.locator("#body figure")).to_have_count(0)
    page.keyboard.press("Control+Z")
    expect(page.locator("#body figure")).to_have_count(1)


def test_one_step_back_undoes_the_picture_alone(page: Page) -> None:
    new_article(page)
    page.keyboard.type("Trước.")
    choose_pictures(page, chosen("a.png", RED))
    expect(page.locator("#body figure")).to_be_visible()
    page.keyboard.type("Sau.")
    page.keyboard.press("Control+Z")
    assert blocks(page) == ["Trước.", "[|]"]
    page.keyboard.press("Control+Z")
    assert blocks(page) == ["Trước."]
