"""What two tabs type, what comes late and what is left unsaved replaces nothing and is not lost."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import sign_in, write
from tests.journeys.saving import (
    HIDE,
    SAVED,
    Held,
    attach,
    bodies,
    count,
    open_new,
    rows,
    state,
    text_of,
    until,
)
from tests.servers import Server


@pytest.fixture
def page(site: Server, demo: Demo, open_browser: Open) -> Page:
    page = open_browser(site, refused="/admin/")
    sign_in(page, demo.editor)
    return page


@pytest.mark.parametrize("with_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_save_back_save_is_one_article(
    site: Server, demo: Demo, open_browser: Open, with_scripts: bool
) -> None:
    page = open_browser(site, scripts=with_scripts)
    sign_in(page, demo.editor)
    before = count(site)
    page.get_by_role("link", name="Viết bài mới").click()
    write(
        page,
        Tiêu_đề="Lưu rồi quay lại",
        Tóm_tắt="Một câu.",
        Chuyên_mục="Thông báo",
        Nội_dung="Một.",
    )
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi duyệt.")
    page.go_back()
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Lưu rồi quay lại")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    assert count(site) == before + 1


def test_one_new_draft_in_two_tabs_is_one_article(site: Server, page: Page) -> None:
    before = count(site)
    open_new(page, "Hai tab", "Ở tab đầu.")
    state(page, SAVED)
    second = page.context.new_page()
    second.goto(page.url)
    expect(second.get_by_text("Bạn đang mở bài này ở một tab khác.")).to_be_visible()
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("Bạn đang mở bài này ở một tab khác.")).to_be_visible()

    # Both type on: neither text replaces the other
    write(page, Nội_dung="Ở tab đầu, viết tiếp.")
    state(page, SAVED)
    write(second, Nội_dung="Ở tab sau.")
    state(second, SAVED)
    kept = [str(row[0]) for row in rows(site, "SELECT fields FROM autosave")]
    assert len(kept) == 2
    # Both save: one article, and a question
    page.get_by_role("button", name="Lưu nháp").click()
    page.wait_for_url(re.compile(r"/articles/\d+$"))
    second.get_by_role("button", name="Lưu nháp").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Hai bản của cùng một bài")
    assert count(site) == before + 1


def test_the_other_tab_that_closes_is_open_no_more(page: Page) -> None:
    page.goto("/admin/articles/1")
    second = page.context.new_page()
    second.goto("/admin/articles/1")
    note = "Bạn đang mở bài này ở một tab khác."
    expect(second.get_by_text(note)).to_be_visible()
    page.close(run_before_unload=False)
    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(second.get_by_text(note)).to_be_hidden()
    second.reload()
    second.wait_for_load_state("networkidle")
    expect(second.get_by_text(note)).to_be_hidden()


def test_an_autosave_that_the_save_overtakes_is_dropped(site: Server, page: Page) -> None:
    # Given an autosave that hangs somewhere between the browser and the server
    page.goto("/admin/articles/1")
    held = Held(page, "**/admin/autosave")
    write(page, Nội_dung="Nửa câu")
    page.evaluate(HIDE)
    held.wait_for(1)
    # When the whole sentence is saved, and the autosave arrives after that
    write(page, Nội_dung="Nửa câu và phần còn lại.")
    page.keyboard.press("Control+s")
    expect(page.locator("input[name=base_version]")).not_to_have_value("1")
    held.let_go()
    page.wait_for_load_state("networkidle")
    # Then nobody is offered half a sentence
    page.goto("/admin/articles/1")
    assert text_of(page) == "Nửa câu và phần còn lại."
    assert rows(site, "SELECT id FROM autosave") == []


def test_a_save_that_an_autosave_overtook_is_made_all_the_same(site: Server, page: Page) -> None:
    page.goto("/admin/articles/1")
    before = len(bodies(site, 1))
    held = Held(page, "**/admin/articles/1")
    write(page, Nội_dung="Lưu.")
    page.keyboard.press("Control+s")
    held.wait_for(1)
    write(page, Nội_dung="Lưu. Rồi chuyển tab.")
    with page.expect_response("**/admin/autosave"):
        page.evaluate(HIDE)
    held.let_go()
    state(page, SAVED)
    expect(page.locator("input[name=base_version]")).to_have_value(str(before + 1))
    assert bodies(site, 1)[before:] == ["<p>Lưu. Rồi chuyển tab.</p>"]


def test_a_late_answer_says_nothing_of_later_words(page: Page) -> None:
    page.goto("/admin/articles/1")
    held = Held(page, "**/admin/autosave")
    write(page, Nội_dung="Một.")
    page.evaluate(HIDE)
    held.wait_for(1)
    write(page, Nội_dung="Một. Hai.")
    page.evaluate(HIDE)
    held.wait_for(2)
    first, second = held.routes
    second.continue_()
    state(page, SAVED)
    with page.expect_response("**/admin/autosave") as answered:
        first.continue_()
    assert answered.value.json()["late"]
    page.wait_for_load_state("networkidle")
    state(page, SAVED)


def test_closing_the_page_sends_what_was_typed(site: Server, page: Page) -> None:
    open_new(page, "Đóng ngay", "Vừa gõ xong.")
    page.close(run_before_unload=False)
    until(page, lambda: bool(rows(site, "SELECT id FROM autosave")))
    ((fields,),) = rows(site, "SELECT fields FROM autosave")
    assert json.loads(str(fields))["body"] == ["<p>Vừa gõ xong.</p>"]


def test_the_browsers_copy_brings_back_files_and_tags(site: Server, page: Page) -> None:
    # Given a text with a file and tags that the server has never got
    page.goto("/admin/articles/new")
    page.route("**/admin/autosave", lambda route: route.abort("aborted"))
    write(page, Tiêu_đề="Có tệp", Nội_dung="Chữ.")
    attach(page, "bảng số.pdf")
    name = page.locator("input[name=attachment_title]")
    expect(name).to_have_value("bảng số")
    write(page, Từ_khóa="nông nghiệp,")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/articles")
    page.unroute("**/admin/autosave")
    # When it is taken up again in another new form
    page.goto("/admin/articles/new")
    page.get_by_role("button", name="Dùng bản đó").click()
    # Then nothing is missing
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Có tệp")
    expect(name).to_have_value("bảng số")
    page.keyboard.press("Control+s")
    state(page, SAVED)
    page.wait_for_url(re.compile(r"/articles/\d+$"))
    ((tags, files),) = rows(site, "SELECT tags, attachments FROM article WHERE title = 'Có tệp'")
    assert json.loads(str(tags)) == ["nông nghiệp"]
    assert [file["title"] for file in json.loads(str(files))] == ["bảng số"]


def test_what_is_typed_while_the_form_is_sent_is_offered(site: Server, page: Page) -> None:
    open_new(page, "Gửi rồi gõ tiếp", "Đã gửi.")
    write(page, Tóm_tắt="Một câu.", Chuyên_mục="Thông báo")
    state(page, SAVED)
    held = Held(page, "**/admin/articles/new*")
    page.locator("#body p").click()
    page.keyboard.press("End")
    page.evaluate("() => { setTimeout(() => document.querySelector('[value=submit]').click()); }")
    held.wait_for(1)
    page.keyboard.type(" Gõ sau khi gửi.")
    held.let_go()
    expect(page.get_by_role("status")).to_have_text("Đã gửi duyệt.")
    page.get_by_role("button", name="Dùng bản đó").click()
    expect(page.locator("#body")).to_have_text("Đã gửi. Gõ sau khi gửi.")
