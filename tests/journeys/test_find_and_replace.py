"""Find and replace in the text, by the keyboard, and nothing of it is saved."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.journeys.article_form import new_article
from tests.journeys.conftest import Demo, Open
from tests.journeys.people import no_sideways_scroll, save, use_tool, write
from tests.journeys.test_tag_chips import SIZES
from tests.servers import Server

FAIR = """<p>Hội chợ giống cây, <strong>hội chợ</strong> lớn.</p><p>hoi cho, HỘI CHỢ.</p>
<ul><li><p>Xem <a href="https://hunglac.example/">trang hội chợ</a></p></li></ul>"""


def text_of(page: Page) -> Locator:
    return page.get_by_label("Nội dung", exact=True)


def saved_text(page: Page) -> str:
    return page.locator("textarea[name=body]").input_value()


def pasted(page: Page, html: str) -> None:
    text_of(page).click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """(html) => navigator.clipboard.write([new ClipboardItem({
          "text/html": new Blob([html], { type: "text/html" }),
          "text/plain": new Blob(["chữ"], { type: "text/plain" }),
        })])""",
        html,
    )
    page.keyboard.press("Control+V")
    expect(text_of(page).locator("a")).to_have_text("trang hội chợ")


def choose_first_letters(page: Page, letters: str) -> None:
    """By the keyboard, as slowly as a person."""
    text_of(page).press("Control+Home")
    page.wait_for_function("() => getSelection().anchorOffset === 0")
    for count in range(1, len(letters) + 1):
        page.keyboard.press("Shift+ArrowRight")
        page.wait_for_function(
            "(wanted) => getSelection().toString() === wanted", arg=letters[:count]
        )


def found(page: Page) -> Locator:
    return page.locator("#body .hit")


@SIZES
def test_words_are_found_and_walked_through(
    site: Server, demo: Demo, open_browser: Open, phone: bool
) -> None:
    page = new_article(open_browser, site, demo, phone=phone)
    pasted(page, FAIR)
    before = saved_text(page)
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+F")
    wanted = page.get_by_role("textbox", name="Tìm", exact=True)
    expect(wanted).to_be_focused()
    page.keyboard.type("hội chợ")
    expect(found(page)).to_have_text(["Hội chợ", "hội chợ", "HỘI CHỢ", "hội chợ"])
    at = page.locator("[data-find-at]")
    expect(at).to_have_text("1/4")
    expect(page.locator("[data-find-said]")).to_have_text("Chỗ 1 trong 4")
    no_sideways_scroll(page)
    assert Axe().run(page).violations_count == 0

    # Enter goes on, Shift+Enter back, round the end
    page.keyboard.press("Shift+Enter")
    expect(at).to_have_text("4/4")
    expect(page.locator("#body .hit-now")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(at).to_have_text("2/4")
    expect(page.locator("#body strong .hit-now")).to_have_text("hội chợ")

    # Without marks, what was typed without them is found too
    page.get_by_label("Phân biệt dấu").uncheck()
    expect(found(page)).to_have_count(5)
    wanted.fill("HOI CHO")
    expect(found(page)).to_have_count(5)
    wanted.fill("không có")
    expect(page.locator("[data-find-said]")).to_have_text("Không tìm thấy")
    wanted.fill("hoi cho")
    expect(found(page)).to_have_count(5)

    # Escape leads back to the text, where the hit is selected
    page.keyboard.press("Escape")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(text_of(page)).to_be_focused()
    assert page.evaluate("getSelection().toString().toLowerCase()") == "hội chợ"
    expect(found(page)).to_have_count(0)
    assert saved_text(page) == before, "what is drawn over the text is no part of it"


def test_all_are_replaced_in_one_step(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    write(page, Tiêu_đề="Thay chữ")
    pasted(page, FAIR)
    before = saved_text(page)
    page.keyboard.press("Control+H")
    page.get_by_role("textbox", name="Tìm", exact=True).fill("hội chợ")
    page.get_by_role("textbox", name="Thay bằng").fill("lễ hội")
    page.get_by_role("button", name="Thay tất cả").click()
    expect(page.locator("[data-find-said]")).to_have_text("Đã thay 4 chỗ.")
    expect(text_of(page).locator("strong")).to_have_text("lễ hội")
    expect(text_of(page).locator("a")).to_have_text("trang lễ hội")
    expect(text_of(page).get_by_text("hoi cho, lễ hội.")).to_be_visible()

    # The keyboard is not lost with the buttons that have nothing to do now; one undo takes all of
    # it back
    page.keyboard.press("Escape")
    expect(text_of(page)).to_be_focused()
    page.keyboard.press("Control+Z")
    assert saved_text(page) == before
    page.keyboard.press("Control+Y")
    save(page)
    assert "hit" not in saved_text(page)
    assert saved_text(page).count("lễ hội") == 4


def test_one_after_the_other_is_replaced(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    text_of(page).fill("một hai một hai một")
    text_of(page).press("Control+Home")
    page.keyboard.press("Control+F")
    page.keyboard.type("một")
    page.get_by_role("textbox", name="Thay bằng").fill("một một")
    at = page.locator("[data-find-at]")
    page.keyboard.press("Enter")
    expect(text_of(page)).to_have_text("một một hai một hai một")
    expect(at).to_have_text("3/4")  # not the words that were just put there
    page.get_by_role("textbox", name="Tìm", exact=True).press("Enter")
    page.get_by_role("button", name="Thay", exact=True).click()
    expect(text_of(page)).to_have_text("một một hai một hai một một")
    page.get_by_role("textbox", name="Thay bằng").fill("")
    page.get_by_role("button", name="Thay tất cả").click()
    expect(text_of(page)).to_have_text("hai  hai", use_inner_text=False)


def test_chosen_words_are_looked_for_at_once(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    # Focus without a click: for 200 ms ProseMirror takes a caret at the start for the browser's own.
    text_of(page).click()
    text_of(page).fill("gạo nếp và gạo tẻ")
    expect(page.locator("textarea[name=body]")).to_have_value("<p>gạo nếp và gạo tẻ</p>")
    choose_first_letters(page, "gạo")
    use_tool(page, "Tìm và thay")
    expect(page.get_by_role("textbox", name="Tìm", exact=True)).to_have_value("gạo")
    expect(page.locator("[data-find-at]")).to_have_text("1/2")
    page.get_by_role("button", name="Đóng").click()
    expect(text_of(page)).to_be_focused()


def test_decomposed_letters_are_found(site: Server, demo: Demo, open_browser: Open) -> None:
    """Some systems write a letter and its marks as several characters: they mean the same word."""
    page = new_article(open_browser, site, demo)
    text_of(page).click()
    page.keyboard.insert_text("x ho\u0302\u0323i chợ\u00a0Tết xong")
    page.keyboard.press("Control+F")
    page.keyboard.type("hội chợ tết")
    expect(found(page)).to_have_count(1)
    page.get_by_role("textbox", name="Thay bằng").fill("Tết")
    page.get_by_role("button", name="Thay tất cả").click()
    expect(text_of(page)).to_have_text("x Tết xong")


@pytest.mark.parametrize("closes", [True, False], ids=["closed", "open"])
def test_an_input_method_goes_on_composing(
    site: Server, demo: Demo, open_browser: Open, closes: bool
) -> None:
    """Letters that are still composed stand in the page as they are: nothing is drawn anew around
    them.
    """
    page = new_article(open_browser, site, demo)
    text_of(page).fill("gao và gao")
    text_of(page).press("Control+Home")
    page.keyboard.press("Control+F")
    page.keyboard.type("gao")
    expect(found(page)).to_have_count(2)
    if closes:
        page.keyboard.press("Escape")
    text_of(page).click()
    page.keyboard.press("Control+End")
    session = page.context.new_cdp_session(page)
    for so_far in ("g", "ga", "gao", "gạo"):
        session.send(
            "Input.imeSetComposition",
            {"text": so_far, "selectionStart": len(so_far), "selectionEnd": len(so_far)},
        )
    session.send("Input.insertText", {"text": "gạo"})
    expect(text_of(page)).to_have_text("gao và gaogạo")
    assert saved_text(page) == "<p>gao và gaogạo</p>"
    if not closes:
        expect(found(page)).to_have_count(2)
        page.get_by_label("Phân biệt dấu").uncheck()
        expect(found(page)).to_have_count(3)
