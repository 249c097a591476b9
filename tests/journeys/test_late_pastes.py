"""A paste whose answer is late, or comes after the page was left or the line was down."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.journeys.clipboard import (
    CELLS,
    PENDING,
    TWO,
    WORDS,
    HeldBack,
    caret,
    fill,
    is_settled,
    open_form,
    paste,
    saved,
    select,
)
from tests.journeys.conftest import Demo, Open
from tests.journeys.people import sign_in, write
from tests.servers import Server


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
