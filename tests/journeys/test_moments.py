"""A typed moment is asked about, kept or in force; a draft needs no category; unfinished texts
stand on the desk.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import act, choose_category, publish, reveal, save, sign_in, write
from tests.servers import Server

TYPED, UNDERSTOOD = "1/12/2099 8h", "08:00 01/12/2099"


def begin(page: Page, site: Server, demo: Demo, title: str) -> None:
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Tiêu_đề=title, Nội_dung="Một câu.")
    choose_category(page)


def shows(page: Page, text: str) -> None:
    field = page.get_by_label("Hẹn giờ đăng", exact=True)
    reveal(page, field)
    expect(field).to_have_value(text)


def test_publishing_with_a_moment_asks_which_is_meant(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    # Given an article with a moment typed beside it
    page = open_browser(site, scripts=scripts)
    begin(page, site, demo, "Bài hẹn giờ")
    write(page, Hẹn_giờ_đăng=TYPED, Tác_giả="Nguyễn An")

    # When it is published
    page.get_by_role("button", name="Đăng bài").click()

    # Then nothing is, one question stands there, and all that was typed too
    question = page.get_by_role("alert")
    expect(question).to_contain_text("Đăng ngay hay hẹn giờ?")
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Bài hẹn giờ")
    expect(page.get_by_label("Tác giả", exact=True)).to_have_value("Nguyễn An")
    shows(page, UNDERSTOOD)

    # And one answer puts it in force
    question.get_by_role("button", name=f"Hẹn đăng lúc {UNDERSTOOD}").click()
    expect(page.get_by_role("status")).to_have_text(f"Đã hẹn đăng lúc {UNDERSTOOD}.")
    expect(page.locator(".state").first).to_have_text("Đã hẹn giờ")
    shows(page, UNDERSTOOD)

    # When it is taken back, then the moment is still known; and "now" is the other answer
    act(page, "Gỡ bài")
    expect(page.locator(".state").first).to_have_text("Bản nháp")
    shows(page, UNDERSTOOD)
    page.get_by_role("button", name="Đăng bài").click()
    page.get_by_role("alert").get_by_role("button", name="Đăng ngay").click()
    expect(page.get_by_role("status")).to_have_text("Đã đăng bài.")


def test_a_draft_keeps_its_moment_and_needs_no_category(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(site, scripts=scripts)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Nội_dung="Chỉ có một câu.", Hẹn_giờ_đăng=TYPED)
    page.locator("#category_id").select_option("")
    page.locator("[data-bar]").get_by_role("button", name="Lưu nháp", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text(UNDERSTOOD)
    page.goto("/admin/articles")
    page.get_by_role("link", name="(chưa có tiêu đề)").first.click()
    shows(page, UNDERSTOOD)

    # What is still missing is asked for when readers are to see it
    page.get_by_role("button", name="Đăng bài").click()
    for said in ("Hãy nhập tiêu đề.", "Hãy chọn chuyên mục."):
        expect(page.get_by_role("alert").get_by_role("link", name=said)).to_be_visible()
    write(page, Tiêu_đề="Nay đã có", Hẹn_giờ_đăng="")
    publish(page)


def test_unfinished_texts_stand_on_the_desk(site: Server, demo: Demo, open_browser: Open) -> None:
    page = open_browser(site)
    begin(page, site, demo, "Bài bỏ dở")
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu lúc")
    page.goto("/admin/articles/new")
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("")
    expect(page.get_by_text("Bài bỏ dở")).to_have_count(0)
    page.get_by_role("link", name="Bài viết dở của bạn").click()
    page.get_by_role("button", name="Xóa bài viết dở “Bài bỏ dở”").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")
    expect(page.get_by_text("Bài bỏ dở")).to_have_count(0)


def test_an_article_is_duplicated(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(site, scripts=scripts)
    begin(page, site, demo, "Bài mẫu")
    save(page)
    first = page.url
    act(page, "Nhân bản")
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Bài mẫu (bản sao)")
    assert page.url != first
