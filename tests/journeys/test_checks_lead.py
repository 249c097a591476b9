"""What is still to be done before publishing leads to its place, by the keyboard and on a phone
too.
"""

from __future__ import annotations

import sqlite3

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import save, sign_in, write
from tests.journeys.test_tag_chips import SIZES
from tests.servers import Server

TEXT = (
    "<h2>Đề mục</h2><h4>Nhảy cấp</h4>"
    '<figure><img src="{0}" alt="Người dân"></figure>'
    '<p>Xem <a href="/tim-kiem">tại đây</a>.</p>'
    '<figure><img src="{0}"></figure><p>Hết.</p>'
)


def a_picture(site: Server) -> str:
    """The address of a picture that the site has."""
    with sqlite3.connect(site.instance / "content.db") as database:
        digest, width = database.execute(
            "SELECT digest, width FROM picture ORDER BY id LIMIT 1"
        ).fetchone()
    return f"/media/{digest}-{min(480, width)}.jpg"


def saved_article(open_browser: Open, site: Server, demo: Demo) -> str:
    """The address of an article that has something to look at in each kind of place, written
    without scripts.
    """
    page = open_browser(site, scripts=False)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Tiêu_đề="Bài còn việc", Nội_dung=TEXT.format(a_picture(site)))
    save(page)

    # Without scripts each leads to its field
    page.locator(".checks summary").click()
    page.locator("[data-checks] a", has_text="Ảnh thứ 2").click()
    assert page.url.endswith("#body")
    return page.url.split("#")[0]


def finding(page: Page, text: str) -> None:
    """Follow the link of a finding, from the list of them."""
    opener = page.locator("[data-sheet-open]")
    if opener.is_visible() and opener.get_attribute("aria-expanded") == "false":
        opener.click()
    summary = page.locator(".checks summary")
    if not page.locator("[data-checks]").is_visible():
        summary.press("Enter")
    page.locator("[data-checks] a", has_text=text).press("Enter")


@SIZES
def test_each_leads_to_its_place(site: Server, demo: Demo, open_browser: Open, phone: bool) -> None:
    address = saved_article(open_browser, site, demo)
    page = open_browser(site, phone=phone)
    sign_in(page, demo.editor)
    page.goto(address)
    text = page.locator("#body.ProseMirror")
    expect(text).to_be_visible()

    # As the server drew it: to the description of the very picture that has none
    finding(page, "Ảnh thứ 2")
    asked = page.locator("#body figure").nth(1).locator("input, textarea").first
    expect(asked).to_be_focused()
    expect(asked).to_be_in_viewport()

    # As the autosave's answer draws it anew
    with page.expect_response("**/autosave") as answer:
        page.keyboard.type("Cánh đồng lúa")
    assert [found["place"] for found in answer.value.json()["findings"]].count("picture-2") == 0
    expect(page.locator("[data-checks] a", has_text="Ảnh thứ 2")).to_have_count(0)
    count = page.locator("[data-checks] a").count()
    expect(page.locator("[data-checks-title]")).to_contain_text(f"Còn {count} việc")
    finding(page, "nhảy cấp")
    expect(text).to_be_focused()
    expect(text.locator("h4")).to_be_in_viewport()
    assert (
        page.evaluate("getSelection().anchorNode.parentElement.closest('h4')?.textContent")
        == "Nhảy cấp"
    )
    finding(page, "tại đây")
    assert page.evaluate("getSelection().toString()") == "tại đây"

    # And to a field
    finding(page, "Chưa có tóm tắt")
    expect(page.get_by_label("Tóm tắt", exact=True)).to_be_focused()
    if phone:
        expect(page.locator("[data-side]")).to_be_hidden()  # the sheet does not cover it


def test_what_is_gone_leads_to_the_text(site: Server, demo: Demo, open_browser: Open) -> None:
    """A picture that was taken out since leads to the text, not to another picture."""
    address = saved_article(open_browser, site, demo)
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto(address)
    figures = page.locator("#body figure")
    expect(figures).to_have_count(2)
    figures.nth(1).get_by_role("button", name="Bỏ ảnh").click()
    expect(figures).to_have_count(1)
    page.get_by_label("Tiêu đề", exact=True).focus()
    finding(page, "Ảnh thứ 2")
    expect(page.locator("#body.ProseMirror")).to_be_focused()
