"""Saving keeps the page, the caret and every key."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import sign_in, write
from tests.journeys.saving import SAVED, Held, attach, bodies, count, open_new, rows, state, text_of
from tests.servers import Server


@pytest.fixture
def page(site: Server, demo: Demo, open_browser: Open) -> Page:
    page = open_browser(site, refused="/admin/")
    sign_in(page, demo.editor)
    return page


def test_enter_moves_on_and_sends_nothing(page: Page) -> None:
    page.goto("/admin/articles/1")
    sent: list[str] = []
    page.on(
        "request",
        lambda request: sent.append(request.url) if request.is_navigation_request() else None,
    )
    page.evaluate("document.addEventListener('submit', () => window.isSent = true, true)")
    page.get_by_label("Tiêu đề", exact=True).click()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Tóm tắt", exact=True)).to_be_focused()
    boxes = "#article-form input:not([type=hidden]):not([type=file]):not([type=submit])"
    for box in page.locator(boxes).all():
        if not box.is_visible() or not box.is_enabled():
            continue
        box.focus()
        page.keyboard.press("Enter")
        assert not page.evaluate("window.isSent === true"), box.evaluate("box => box.outerHTML")
        assert not box.evaluate("(box) => document.activeElement === document.body"), (
            "the focus is nowhere"
        )
    assert sent == []


def test_without_scripts_enter_keeps_a_draft(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_browser(site, scripts=False)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Tiêu_đề="Bấm Enter", Nội_dung="Chữ.", Nguồn="Báo tỉnh")
    page.get_by_label("Nguồn", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_have_text("Đã lưu nháp.")
    assert rows(site, "SELECT live_version FROM article WHERE title = 'Bấm Enter'") == [(None,)]


def test_ctrl_s_keeps_the_page_the_caret_and_every_key(site: Server, page: Page) -> None:
    # Given a new text, longer than the window, with the caret in its midst
    open_new(page, "Lưu tại chỗ", "\n\n".join(f"Đoạn {number}." for number in range(60)))
    page.evaluate("window.isSamePage = true")
    page.locator("#body p").nth(30).click()
    page.keyboard.press("End")
    scrolled = page.evaluate("scrollY")
    held = Held(page, "**/admin/articles/new*")

    # When it is saved, and typed on while the save is under way
    page.keyboard.press("Control+s")
    held.wait_for(1)
    state(page, "Đang lưu")
    page.keyboard.type(" Gõ tiếp.")
    state(page, "Chưa lưu")
    autosaves = Held(page, "**/admin/autosave")
    held.let_go()

    # Then the address is the article's, and what was typed meanwhile is neither lost nor said to be
    # saved
    page.wait_for_url(re.compile(r"/articles/\d+$"))
    state(page, "Chưa lưu")
    autosaves.wait_for(1)
    autosaves.let_go()
    number = int(page.url.rsplit("/", 1)[1])
    assert "Gõ tiếp." not in bodies(site, number)[0]
    page.keyboard.press("Control+s")
    state(page, SAVED)
    expect(page.locator("input[name=base_version]")).to_have_value("2")
    expect(page.get_by_role("status")).to_have_text("Đã lưu nháp.")
    assert len(bodies(site, number)) == 2
    assert "<p>Đoạn 30. Gõ tiếp.</p>" in bodies(site, number)[1]
    page.keyboard.type(" Và nữa.")
    assert "Đoạn 30. Gõ tiếp. Và nữa." in text_of(page)
    assert page.evaluate("window.isSamePage && scrollY") == scrolled
    # and what stands around the form is the article's
    expect(page.get_by_role("heading", level=1)).to_have_text("Sửa bài viết")
    expect(page).to_have_title(re.compile("^Sửa bài viết"))
    page.locator(".more-menu > summary").click()
    expect(page.get_by_role("link", name="Các phiên bản")).to_be_visible()


def test_a_moment_that_was_saved_in_place_can_be_taken_back(site: Server, page: Page) -> None:
    page.goto("/admin/articles/1")
    write(page, Tự_gỡ_bài_lúc="08:00 01/12/2030")
    page.keyboard.press("Control+s")
    state(page, SAVED)
    assert rows(site, "SELECT expire_at FROM article WHERE id = 1") == [
        ("2030-12-01 01:00:00.000000",)
    ]
    write(page, Tự_gỡ_bài_lúc="")
    state(page, "Chưa lưu")
    page.keyboard.press("Control+s")
    state(page, SAVED)
    assert rows(site, "SELECT expire_at FROM article WHERE id = 1") == [(None,)]


def test_five_quick_presses_are_one_version(site: Server, page: Page) -> None:
    open_new(page, "Bấm nhiều lần", "Chữ.")
    before = count(site)
    for _ in range(5):
        page.keyboard.press("Control+s")
    state(page, SAVED)
    page.wait_for_url(re.compile(r"/articles/\d+$"))
    page.get_by_role("button", name="Lưu nháp").dblclick()
    state(page, SAVED)
    expect(page.locator("input[name=base_version]")).to_have_value("1")
    assert count(site) == before + 1


def test_what_is_wrong_is_said_without_losing_anything(site: Server, page: Page) -> None:
    open_new(page, "Có chỗ sai", "Bài hẹn giờ sai.")
    write(page, Hẹn_giờ_đăng="hôm nào đó")
    page.keyboard.press("Control+s")
    moment = page.get_by_label("Hẹn giờ đăng", exact=True)
    expect(page.get_by_role("alert")).to_contain_text("Chưa lưu được: hãy xem lại")
    problem = page.get_by_role("alert").get_by_role("link", name="Hẹn giờ đăng:")
    expect(moment).to_have_attribute("aria-invalid", "true")
    expect(moment).to_have_accessible_description(re.compile("Hãy nhập giờ và ngày"))
    assert text_of(page) == "Bài hẹn giờ sai."
    assert rows(site, "SELECT id FROM article WHERE title = 'Có chỗ sai'") == []
    page.get_by_label("Tiêu đề", exact=True).focus()
    problem.click()
    expect(moment).to_be_focused()
    moment.fill("")
    page.keyboard.press("Control+s")
    page.wait_for_url(re.compile(r"/articles/\d+$"))
    state(page, SAVED)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(moment).not_to_have_attribute("aria-invalid", "true")
    assert rows(site, "SELECT count(*) FROM article WHERE title = 'Có chỗ sai'") == [(1,)]


def test_a_conflict_leads_to_both_texts(
    site: Server, demo: Demo, page: Page, open_browser: Open
) -> None:
    other = open_browser(site)
    sign_in(other, demo.administrator)
    for each, text in ((other, "Của người kia."), (page, "Của tôi.")):
        each.goto("/admin/articles/1")
        write(each, Nội_dung=text)
    other.keyboard.press("Control+s")
    state(other, SAVED)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hai người cùng sửa bài này")
    expect(page.get_by_role("alert")).to_contain_text(demo.administrator.name)


def test_offline_then_online_again_it_is_saved(site: Server, page: Page) -> None:
    page.goto("/admin/articles/1")
    before = len(bodies(site, 1))
    page.route("**/admin/**", lambda route: route.abort("aborted"))
    write(page, Nội_dung="Viết lúc mất mạng.")
    page.keyboard.press("Control+s")
    state(page, "Mất kết nối")
    assert text_of(page) == "Viết lúc mất mạng."
    page.unroute("**/admin/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    state(page, SAVED)
    assert bodies(site, 1)[before:] == ["<p>Viết lúc mất mạng.</p>"], (
        "the save that was asked for, not an autosave alone"
    )


def test_signed_out_then_in_again_it_is_saved(site: Server, demo: Demo, page: Page) -> None:
    page.goto("/admin/articles/1")
    before = len(bodies(site, 1))
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()
    write(page, Nội_dung="Viết lúc hết phiên.")
    page.keyboard.press("Control+s")
    state(page, "Phiên đăng nhập đã hết")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Đăng nhập ở").click()
    other = opened.value
    other.get_by_label("Email").fill(demo.editor.email)
    other.get_by_label("Mật khẩu").fill(demo.editor.password)
    other.get_by_role("button", name="Đăng nhập").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    state(page, SAVED)
    assert bodies(site, 1)[before:] == ["<p>Viết lúc hết phiên.</p>"]


def test_a_browser_without_room_says_so(page: Page) -> None:
    page.goto("/admin/articles/1")
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    held = Held(page, "**/admin/autosave")
    write(page, Tiêu_đề="Không còn chỗ")
    state(page, "Trình duyệt không còn chỗ để giữ bản nháp")
    held.let_go()
    state(page, SAVED)


def test_leaving_while_a_file_is_under_way_asks(page: Page) -> None:
    page.goto("/admin/articles/1")
    held = Held(page, "**/admin/media/attachments")
    attach(page, "a.pdf")
    held.wait_for(1)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Tiêu đề", exact=True).click()
    page.goto("/admin/articles")
    assert asked == ["beforeunload"]


def test_ctrl_s_waits_for_a_file_under_way(site: Server, page: Page) -> None:
    page.goto("/admin/articles/1")
    held = Held(page, "**/admin/media/attachments")
    attach(page, "số liệu.pdf")
    held.wait_for(1)
    page.get_by_label("Tiêu đề", exact=True).click()
    page.keyboard.press("Control+s")
    state(page, "Đang tải tệp")
    held.let_go()
    state(page, SAVED)
    ((files,),) = rows(
        site, "SELECT attachments FROM revision WHERE article_id = 1 ORDER BY number DESC LIMIT 1"
    )
    assert [file["title"] for file in json.loads(str(files))] == ["số liệu"]
