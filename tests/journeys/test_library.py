"""The library in the article's form, the cover, and files dropped beside the text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.editing import (
    DROP_FILES,
    blocks,
    choose_pictures,
    chosen,
    colours,
    file_of,
    held_back,
    new_article,
    photo,
    wait_for,
)
from tests.journeys.people import save, sign_in, use_tool, write
from tests.media.pdfs import pdf
from tests.servers import Server

RED, GREEN, BLUE = photo("#e00000"), photo("#00a000"), photo("#0000e0")


@pytest.fixture
def page(site: Server, demo: Demo, open_browser: Open) -> Page:
    opened = open_browser(site)
    sign_in(opened, demo.editor)
    return opened


def bring(page: Page, *files: tuple[str, bytes]) -> None:
    """Put pictures into the library by its own page's way."""
    for name, content in files:
        page.goto("/admin/media")
        page.get_by_label("Thêm ảnh vào thư viện").set_input_files([chosen(name, content)])  # type: ignore[list-item]
        page.get_by_role("button", name="Tải lên").click()
        expect(page.get_by_role("status")).to_contain_text(name)


def test_the_library_is_searched_and_brings_the_description(page: Page) -> None:
    # Given a picture that a saved text describes
    new_article(page)
    write(page, Tiêu_đề="Bài có ảnh")
    page.locator("#body").click()
    choose_pictures(page, chosen("IMG_0042.png", RED))
    page.locator("#body figure").get_by_label("Ảnh cho thấy gì?").fill("Thuyền ở chợ nổi")
    save(page)
    bring(page, ("khác.png", GREEN))

    # When another text looks for it without accents
    new_article(page)
    page.keyboard.type("Trước.")
    use_tool(page, "Ảnh từ thư viện")
    dialog = page.get_by_role("dialog", name="Ảnh trong thư viện")
    expect(dialog.get_by_role("button", name="khác.png")).to_be_visible()
    dialog.get_by_label("Tìm theo tên tệp hoặc mô tả").fill("cho noi")
    expect(dialog.get_by_role("button", name="khác.png")).to_have_count(0)
    page.keyboard.press("Enter")
    found = dialog.get_by_role("button", name="IMG_0042.png")
    expect(found).to_have_count(1)
    found.click()

    # Then it stands there with its description, and one can write on
    expect(page.locator("#body figure")).to_have_count(1)
    page.keyboard.type("Sau.")
    assert blocks(page) == ["Trước.", "[Thuyền ở chợ nổi|]", "Sau."]
    use_tool(page, "Ảnh từ thư viện")
    dialog.get_by_label("Tìm theo tên tệp hoặc mô tả").fill("không có đâu")
    expect(dialog.get_by_text("Không có ảnh nào khớp với “không có đâu”.")).to_be_visible()


def test_a_library_that_is_opened_twice_shows_each_picture_once(page: Page) -> None:
    new_article(page)
    dialog = page.get_by_role("dialog", name="Ảnh trong thư viện")
    with held_back(page, "/admin/media/pictures.json") as waiting:
        use_tool(page, "Ảnh từ thư viện")
        wait_for(page, waiting, 1)
        page.keyboard.press("Escape")
        use_tool(page, "Ảnh từ thư viện")
        wait_for(page, waiting, 2)
        waiting[1].continue_()
        expect(dialog.locator(".picture-choices button").first).to_be_visible()
        count = dialog.locator(".picture-choices button").count()
        with page.expect_response("**/pictures.json*"):
            waiting[0].continue_()
    page.wait_for_timeout(200)  # what must not come has no event to wait for
    expect(dialog.locator(".picture-choices button")).to_have_count(count)

    # Without a connection it says so, and not that there are no pictures
    page.keyboard.press("Escape")
    page.route("**/pictures.json*", lambda route: route.abort("aborted"))
    use_tool(page, "Ảnh từ thư viện")
    expect(dialog.get_by_text("Không có kết nối nên chưa xem được thư viện.")).to_be_visible()
    page.unroute("**/pictures.json*")
    dialog.get_by_role("button", name="Thử lại").click()
    expect(dialog.locator(".picture-choices button")).to_have_count(count)


def test_the_cover_chosen_last_is_the_cover(page: Page) -> None:
    page.goto("/admin/articles/new")
    group = page.locator("[data-cover]")
    field = page.get_by_label("Ảnh đại diện", exact=True)
    expect(group.get_by_label("Mô tả ảnh")).to_be_hidden()
    with held_back(page, "/admin/media/pictures$") as waiting:
        field.set_input_files([chosen("a.png", RED)])  # type: ignore[list-item]
        wait_for(page, waiting, 1)
        field.set_input_files([chosen("b.png", GREEN)])  # type: ignore[list-item]
        wait_for(page, waiting, 2)
        waiting[1].continue_()
        expect(group.locator(".cover-now img:not(.focus-preview)")).to_be_visible()
        last = page.locator("[name=cover_id]").input_value()
        with page.expect_response("**/admin/media/pictures"):
            waiting[0].continue_()
    page.wait_for_timeout(200)
    expect(page.locator("[name=cover_id]")).to_have_value(last)
    group.get_by_label("Mô tả ảnh").fill("Gian hàng")

    # What is said of a picture goes with it, and comes back with it
    group.get_by_role("button", name="Từ thư viện").click()
    dialog = page.get_by_role("dialog", name="Ảnh trong thư viện")
    dialog.get_by_role("button", name="a.png").click()
    expect(page.locator("[name=cover_id]")).not_to_have_value(last)
    expect(group.get_by_label("Mô tả ảnh")).to_have_value("")
    group.get_by_role("button", name="Từ thư viện").click()
    dialog.get_by_role("button", name="b.png").click()
    expect(group.get_by_label("Mô tả ảnh")).to_have_value("Gian hàng")
    group.get_by_label("Bỏ ảnh này").click()  # it is done at once, and the box is empty again
    expect(page.locator("[name=cover_id]")).to_have_value("")
    expect(group.get_by_label("Mô tả ảnh")).to_be_hidden()


def test_the_cover_comes_from_the_text_with_its_description(page: Page) -> None:
    new_article(page)
    group = page.locator("[data-cover]")
    expect(group.get_by_role("button", name="Ảnh đầu trong bài")).to_be_hidden()
    page.locator("#body").click()
    choose_pictures(page, chosen("a.png", RED), chosen("b.png", GREEN))
    expect(page.locator("#body figure")).to_have_count(2)
    page.locator("#body figure").first.get_by_label("Ảnh cho thấy gì?").fill("Lúa chín")
    group.get_by_role("button", name="Ảnh đầu trong bài").click()
    expect(group.get_by_label("Mô tả ảnh")).to_have_value("Lúa chín")
    cover = group.locator("img:not(.focus-preview)")
    assert page.locator("#body figure img").first.get_attribute("src") == cover.get_attribute("src")


def test_files_dropped_beside_the_text_are_taken_and_never_opened(page: Page) -> None:
    text = new_article(page)
    page.keyboard.type("Chữ.")
    here = page.url

    # On the page's head: a picture goes to the end of the text, a paper to the attachments
    files = [
        file_of("a.png", RED),
        file_of("Báo cáo.pdf", pdf("Bao cao"), "application/pdf"),
        file_of("b.png", GREEN),
    ]
    head = page.get_by_role("heading", level=1)
    assert head.evaluate(DROP_FILES, files) == [True, True]
    expect(text.locator("figure")).to_have_count(2)
    assert colours(page) == ["red", "green"]
    expect(page.locator("[name=attachment_title]")).to_have_value("Báo cáo")

    # On the cover's box: the cover
    assert page.locator("[data-cover]").evaluate(DROP_FILES, [file_of("bìa.png", BLUE)]) == [
        True,
        True,
    ]
    expect(page.locator("[data-cover] .cover-now img:not(.focus-preview)")).to_be_visible()
    expect(text.locator("figure")).to_have_count(2)

    # While a dialog is open: refused, and not opened either
    use_tool(page, "Ảnh từ thư viện")
    assert page.locator("#library-dialog").evaluate(DROP_FILES, [file_of("c.png", RED)]) == [
        True,
        True,
    ]
    page.keyboard.press("Escape")
    expect(text.locator("figure")).to_have_count(2)
    assert page.url.startswith(here.split("?")[0])


def test_an_upload_that_the_session_outlived_is_sent_again(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_browser(site, refused="/admin/")
    sign_in(page, demo.editor)
    new_article(page)
    page.keyboard.type("Trước.")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    choose_pictures(page, chosen("a.png", RED), chosen("b.png", GREEN))
    lines = page.locator(".writing .uploads .failed")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("“a.png” chưa tải lên được vì phiên đăng nhập đã hết")
    page.locator("#body > p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Sau.")

    # When they are signed in again: each is sent by its button, and comes where it was asked for
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    lines.filter(has_text="b.png").get_by_role("button", name="Thử lại").click()
    expect(page.locator("#body figure")).to_have_count(1)
    lines.filter(has_text="a.png").get_by_role("button", name="Thử lại").click()
    expect(page.locator("#body figure")).to_have_count(2)
    assert colours(page) == ["red", "green"]
    assert blocks(page) == ["Trước.", "[|]", "[|]", "Sau."]
