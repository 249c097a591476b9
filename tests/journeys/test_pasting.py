"""What is pasted joins the text where it was pasted, whatever its writer does meanwhile."""

from __future__ import annotations

import base64
import io

from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.clipboard import (
    CELLS,
    PASTE,
    TWO,
    WORDS,
    caret,
    copy,
    fill,
    is_settled,
    open_form,
    paste,
    saved,
    select,
)
from tests.journeys.conftest import Demo, Open
from tests.servers import Server

TABLE = "<table><tbody><tr><td><p>a1</p></td><td><p>a2</p></td></tr></tbody></table>"
HEADED = "<table><tbody><tr><th><p>a1</p></th></tr><tr><td><p>b1</p></td></tr></tbody></table>"


def png() -> str:
    content = io.BytesIO()
    Image.effect_noise((200, 120), 60).convert("RGB").save(content, "PNG")
    return base64.b64encode(content.getvalue()).decode()


def figure(page: Page, caption: str = "") -> str:
    """A picture that the site has, as markup of the editor's own."""
    copy(page, png=png())
    page.locator("#body").focus()
    page.keyboard.press("Control+V")
    source = page.locator("#body figure img").first.get_attribute("src")
    return f'<figure><img src="{source}" width="200" height="120"><figcaption><span>{caption}</span></figcaption></figure>'


def test_what_is_pasted_joins_the_text(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(site, demo, open_browser)
    for body, place, html, expected in [
        ("<p>một bốn</p>", "một ", WORDS, "<p>một <strong>hai</strong> ba|bốn</p>"),
        (
            "<ul><li><p>một</p></li></ul>",
            "một",
            WORDS,
            "<ul><li><p>một<strong>hai</strong> ba|</p></li></ul>",
        ),
        ("<h2>Tên</h2>", "Tên", WORDS, "<h2>Tên<strong>hai</strong> ba|</h2>"),
        ("<p>đầu cuối</p>", "đầu ", TWO, "<p>đầu hết một</p><p>đầu hai|cuối</p>"),
        (
            "<blockquote><p>một</p></blockquote>",
            "m",
            TWO,
            "<blockquote><p>mhết một</p><p>đầu hai|ột</p></blockquote>",
        ),
    ]:
        fill(page, body)
        caret(page, place)
        paste(page, html)
        is_settled(page)
        page.keyboard.type("|")
        assert saved(page) == expected

    # A space at the end of some copied words still parts them from the next
    fill(page, "<p>một bốn</p>")
    caret(page, "một ")
    paste(page, f"{WORDS} ", "hai ba ")
    is_settled(page)
    assert saved(page) == "<p>một <strong>hai</strong> ba bốn</p>"


def test_a_paste_over_a_selection_takes_its_place_in_one_step(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_form(site, demo, open_browser, "<h2>Tên</h2><p>một hai ba</p>")
    select(page, "hai")
    paste(page, "<i>HAI</i>")
    is_settled(page)
    assert saved(page) == "<h2>Tên</h2><p>một <em>HAI</em> ba</p>"
    page.keyboard.press("Control+Z")
    assert saved(page) == "<h2>Tên</h2><p>một hai ba</p>"
    page.keyboard.press("Control+Shift+Z")
    assert saved(page) == "<h2>Tên</h2><p>một <em>HAI</em> ba</p>"

    # A heading stays a heading
    select(page, "Tên")
    paste(page, "<p>Tên mới</p>")
    is_settled(page)
    assert saved(page) == "<h2>Tên mới</h2><p>một <em>HAI</em> ba</p>"


def test_a_caption_takes_the_words(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(site, demo, open_browser)
    empty = figure(page)
    caption = page.locator("#body figure figcaption")
    fill(page, f"<p>trên</p>{empty}<p>dưới</p>")
    page.locator("#body figcaption").click()
    paste(page, TWO)
    is_settled(page)
    page.keyboard.type("|")
    expect(caption).to_have_text("hết một đầu hai|")
    expect(page.locator("#body > p")).to_have_text(["trên", "dưới"])

    # What is no words follows the picture
    paste(page, CELLS)
    is_settled(page)
    expect(page.locator("#body > figure + table td")).to_have_text(["X", "Y"])

    # Lines of plain text do as well
    fill(page, f"<p>trên</p>{empty}<p>dưới</p>")
    page.locator("#body figcaption").click()
    copy(page, text="hết một\nđầu hai|")
    page.keyboard.press("Control+V")
    expect(caption).to_have_text("hết một đầu hai|")
    expect(page.locator("#body > p")).to_have_text(["trên", "dưới"])


def test_no_table_comes_into_a_cell(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(site, demo, open_browser)
    for body, html, expected in [
        # Its cells fill from there; a header stays one
        (TABLE, CELLS, [["X", "a2"], ["Y", ""]]),
        (HEADED, CELLS, [["X"], ["Y"]]),
        # With other text, or with a name of its own, it follows
        (TABLE, f"<p>đầu</p>{CELLS}", [["a1", "a2"], ["X"], ["Y"]]),
        (
            TABLE,
            CELLS.replace("<tr>", "<caption>Tên</caption><tr>", 1),
            [["a1", "a2"], ["X"], ["Y"]],
        ),
    ]:
        fill(page, f"<p>trên</p>{body}<p>dưới</p>")
        caret(page, "a1")
        paste(page, html)
        is_settled(page)
        rows = page.locator("#body tr").evaluate_all(
            "all => all.map((row) => [...row.cells].map((c) => c.textContent))"
        )
        assert rows == expected
        expect(page.locator("#body table table")).to_have_count(0)
        expect(page.locator("#body th")).to_have_count(1 if body == HEADED else 0)

    # Nor is one nested that was copied here
    fill(page, f"<p>trên</p>{TABLE}<p>dưới</p>")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    caret(page, "a1")
    page.keyboard.press("Control+V")
    assert saved(page) == f"<p>trên</p>{TABLE}<p>trên</p>{TABLE}<p>dưới</p><p>dưới</p>"


def test_a_copied_image_is_uploaded_and_a_copied_table_stays_text(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_form(site, demo, open_browser, "<p>một</p>")
    # A browser's "Copy image"
    caret(page, "một")
    copy(page, '<img src="https://vd.example/a.png" alt="a &gt; b">', png=png())
    page.keyboard.press("Control+V")
    expect(page.locator("#body figure img")).to_be_visible()

    # Excel adds a picture of the cells
    fill(page, "<p>một</p>")
    caret(page, "một")
    copy(page, CELLS, "X\nY", png())
    page.keyboard.press("Control+V")
    expect(page.locator("#body td")).to_have_text(["X", "Y"])
    expect(page.locator("#body figure")).to_have_count(0)

    # A picture from a page of this site stays that picture
    ours = figure(page, "Chú thích")
    fill(page, "<p>một</p>")
    caret(page, "một")
    paste(page, ours)
    expect(page.locator("#body figure figcaption")).to_have_text("Chú thích")
    assert page.locator("#body figure img").get_attribute("src") in ours


def test_plain_text_and_own_copies_need_no_server(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_form(site, demo, open_browser, "<p>một <strong>hai</strong></p><p>ba</p>")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    copy(page, WORDS, "chữ thường")
    caret(page, "ba")
    page.keyboard.press("Control+Shift+V")
    assert saved(page) == "<p>một <strong>hai</strong></p><p>bachữ thường</p>"
    select(page, "hai")
    page.keyboard.press("Control+C")
    caret(page, "ba")
    page.keyboard.press("Control+V")
    assert saved(page) == "<p>một <strong>hai</strong></p><p>ba<strong>hai</strong>chữ thường</p>"
    copy(page, text="dòng 1\ndòng 2")
    page.get_by_label("Tiêu đề", exact=True).click()
    page.keyboard.press("Control+V")
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("dòng 1 dòng 2")
    caret(page, "một")
    page.keyboard.press("Control+V")
    expect(page.locator("#body > p")).to_have_text(["mộtdòng 1", "dòng 2 hai", "bahaichữ thường"])
    assert [address for address in asked if address.endswith("/admin/paste")] == []


def test_text_is_dragged_to_another_place(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(site, demo, open_browser, "<p>một hai ba</p><p>bốn</p>")
    select(page, "hai")
    x, y = page.evaluate(
        """() => { const box = getSelection().getRangeAt(0).getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2]; }"""
    )
    target = page.locator("#body > p").nth(1).bounding_box()
    assert target
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(target["x"] + 2, target["y"] + target["height"] / 2, steps=8)
    page.mouse.up()
    expect(page.locator("#body > p")).to_have_text(["một  ba", "haibốn"])


def test_pictures_of_word_come_from_the_rtf_beside_the_markup(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_form(site, demo, open_browser)
    page.locator("#body").focus()
    digits = base64.b64decode(png()).hex()
    kinds = {
        "text/html": "<p class=MsoNormal>Trước</p>"
        "<p class=MsoNormal><img width=200 height=120 src='file:///C:/clip_image001.png'></p>",
        "text/plain": "Trước",
        "text/rtf": rf"{{\rtf1 {{\*\shppict{{\pict\pngblip {digits}}}}}}}",
    }
    page.evaluate(PASTE, [kinds, None])
    is_settled(page)
    expect(page.locator("#body img[src^='/media/']")).to_have_count(1)
