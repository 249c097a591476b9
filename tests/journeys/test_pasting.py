"""What is pasted joins the text where it was pasted, whatever its writer does meanwhile."""

from __future__ import annotations

import base64
import io

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.clipboard import (
    PASTE,
    HeldBack,
    caret,
    copy,
    fill,
    open_form,
    paste,
    saved,
    select,
)
from tests.journeys.conftest import Demo, Open
from tests.journeys.people import sign_in, write
from tests.servers import Server

WORDS = "<b>hai</b> ba"
TWO = "<p>hết một</p><p>đầu hai</p>"
TABLE = "<table><tbody><tr><td><p>a1</p></td><td><p>a2</p></td></tr></tbody></table>"
HEADED = "<table><tbody><tr><th><p>a1</p></th></tr><tr><td><p>b1</p></td></tr></tbody></table>"
CELLS = "<table><tr><td>X</td></tr><tr><td>Y</td></tr></table>"
PENDING = "Đang làm sạch đoạn dán…"


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


def is_settled(page: Page) -> None:
    expect(page.locator("#body .awaited")).to_have_count(0)
    expect(page.locator(".uploads .unseen")).to_have_count(0)


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


def test_a_late_paste_lands_where_it_was_made(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(site, demo, open_browser, "<p>một bốn</p>")
    answers = HeldBack(page)

    # While one types on
    caret(page, "một ")
    paste(page, f"{WORDS} ", "hai ba ")
    expect(page.locator("#body").get_by_text(PENDING)).to_be_visible()
    page.keyboard.type("gõ ")
    assert saved(page) == "<p>một gõ bốn</p>"
    answers.answer(0)
    is_settled(page)
    page.keyboard.type("tiếp ")
    assert saved(page) == "<p>một <strong>hai</strong> ba gõ tiếp bốn</p>"

    # While everything is selected
    caret(page, "bốn")
    paste(page, "<i>năm</i>")
    answers.wait_for(2)
    page.keyboard.press("Control+A")
    answers.answer(1)
    is_settled(page)
    assert saved(page) == "<p>một <strong>hai</strong> ba gõ tiếp bốn<em>năm</em></p>"

    # While one is in another field
    title = page.get_by_label("Tiêu đề", exact=True)
    caret(page, "bốn")
    paste(page, "<u>.</u>")
    answers.wait_for(3)
    title.click()
    page.keyboard.type("Tên ")
    answers.answer(2)
    is_settled(page)
    page.keyboard.type("bài")
    expect(title).to_have_value("Tên bài")
    assert "bốn<u>.</u><em>năm</em>" in saved(page)


def test_pastes_keep_the_order_in_which_they_were_made(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_form(site, demo, open_browser, "<p>một hai</p>")
    answers = HeldBack(page)
    caret(page, "một ")
    for name in "ABC":
        paste(page, f"<b>{name}</b>")
    for number in (2, 1, 0):
        answers.wait_for(3)
        answers.answer(number)
    is_settled(page)
    page.keyboard.type("|")
    expect(page.locator("#body > p")).to_have_text("một ABC|hai")

    # Blocks too, where the line was empty
    fill(page, "<p>x</p>")
    select(page, "x")
    for html in (CELLS, TWO, "<b>C</b>"):
        paste(page, html)
    for number in (4, 3, 5):
        answers.wait_for(6)
        answers.answer(number)
    is_settled(page)
    page.keyboard.type("|")
    expect(page.locator("#body > *")).to_have_text(["XY", "hết một", "đầu haiC|"])


def test_a_paste_is_undone_before_it_has_come(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(site, demo, open_browser, "<p>một hai ba</p>")
    answers = HeldBack(page)
    caret(page, "ba")
    page.keyboard.type(" bốn")
    select(page, "hai")
    paste(page, "<b>HAI</b>")
    answers.wait_for(1)
    page.keyboard.press("Control+Z")
    expect(page.locator("#body").get_by_text(PENDING)).to_have_count(0)
    answers.answer(0)
    is_settled(page)
    page.keyboard.type("!")
    expect(page.locator("#body > p")).to_have_text("một ! ba bốn")
    expect(page.locator(".writing .uploads li")).to_have_count(0)


def test_a_paste_whose_place_was_deleted_is_offered(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_form(site, demo, open_browser, "<p>một hai</p>")
    answers = HeldBack(page)
    caret(page, "một ")
    paste(page, "<b>dán</b>", "dán")
    answers.wait_for(1)
    page.keyboard.press("Control+A")
    page.keyboard.type("mới ")
    answers.answer(0)
    expect(page.get_by_text("Chỗ của đoạn dán “dán” đã đổi")).to_be_visible()
    assert saved(page) == "<p>mới </p>"
    page.get_by_role("button", name="Đặt vào chỗ con trỏ").click()
    assert saved(page) == "<p>mới <strong>dán</strong></p>"
    expect(page.locator(".writing .uploads li")).to_have_count(0)

    # Where the deletion is undone, the place is there again
    caret(page, "mới ")
    paste(page, "<i>xen</i>")
    answers.wait_for(2)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+Z")
    answers.answer(1)
    is_settled(page)
    assert saved(page) == "<p>mới <em>xen</em><strong>dán</strong></p>"


def test_saving_waits_for_the_paste(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_form(site, demo, open_browser, "<p>một bốn</p>")
    answers = HeldBack(page)
    write(page, Tiêu_đề="Lưu khi đang dán")
    caret(page, "một ")
    paste(page, f"{WORDS} ", "hai ba ")
    answers.wait_for(1)
    page.get_by_role("button", name="Lưu nháp").click()
    answers.answer(0)
    expect(page.get_by_role("status")).to_have_text("Đã lưu nháp.")
    assert (
        page.locator("textarea[name=body]").input_value()
        == "<p>một <strong>hai</strong> ba bốn</p>"
    )


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


def test_markup_pasted_offline_is_cleaned_when_the_server_is_there(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_form(site, demo, open_browser, "<p>một hai</p>")
    write(page, Tiêu_đề="Không có mạng")
    is_away = True
    page.route(
        "**/admin/paste", lambda route: route.abort("aborted") if is_away else route.continue_()
    )
    waits = page.get_by_text("mới có chữ: định dạng được giữ trong trình duyệt này")

    # The words are there at once, and one types on
    caret(page, "một ")
    paste(page, "<b>đậm</b> thường", "đậm thường")
    expect(waits).to_be_visible()
    page.keyboard.type("|")
    assert saved(page) == "<p>một đậm thường|hai</p>"
    # The formatting comes with the connection, and can be taken back
    is_away = False
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(waits).to_have_count(0)
    page.keyboard.type("|")
    assert saved(page) == "<p>một <strong>đậm</strong> thường||hai</p>"

    # It waits through a reload
    is_away = True
    fill(page, "<p>một hai</p>")
    caret(page, "một ")
    paste(page, "<p><b>đậm</b></p><ul><li>x</li></ul>", "đậm\nx")
    expect(waits).to_be_visible()
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    page.reload()
    expect(waits).to_be_visible()
    assert saved(page) == "<p>một đậm</p><p>xhai</p>"
    is_away = False
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(waits).to_have_count(0)
    assert saved(page) == "<p>một <strong>đậm</strong></p><ul><li><p>xhai</p></li></ul>"

    # Words that were changed meanwhile are not replaced: the other is offered
    is_away = True
    fill(page, "<p>một hai</p>")
    caret(page, "một ")
    paste(page, "<b>đậm</b> thường", "đậm thường")
    expect(waits).to_be_visible()
    caret(page, "đậm")
    page.keyboard.type(" hơn")
    is_away = False
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Chỗ của đoạn dán “đậm thường” đã đổi")).to_be_visible()
    assert saved(page) == "<p>một đậm hơn thườnghai</p>"
    page.get_by_role("button", name="Bỏ đoạn dán").click()
    page.reload()
    expect(page.locator("#body.ProseMirror")).to_be_visible()
    expect(page.locator(".writing .uploads li")).to_have_count(0)


def test_a_page_left_while_a_paste_is_cleaned_offers_it_again(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_form(site, demo, open_browser, "<p>một hai</p>")
    write(page, Tiêu_đề="Bỏ đi")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    answers = HeldBack(page)
    caret(page, "một ")
    paste(page, "<b>dán</b>", "dán")
    answers.wait_for(1)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    answers.answer(1)
    page.get_by_role("button", name="Đặt vào chỗ con trỏ").click()
    expect(page.locator("#body strong")).to_have_text("dán")


def test_markup_pasted_signed_out_is_cleaned_after_signing_in(
    site: Server, demo: Demo, chromium: Browser
) -> None:
    # Not a watched browser: it sees the refusals that are the matter here
    context = chromium.new_context(
        base_url=site.url, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    expect(page.locator("#body.ProseMirror")).to_be_visible()
    fill(page, "<p>một hai</p>")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    context.clear_cookies()
    caret(page, "một ")
    paste(page, "<b>đậm</b> thường", "đậm thường")
    expect(page.get_by_text("mới có chữ: định dạng được giữ trong trình duyệt này")).to_be_visible()

    other = context.new_page()
    sign_in(other, demo.editor)
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#body strong")).to_have_text("đậm")
    context.close()


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
