"""Moments by the browser's own picker and by quick choices, on the site's clock and not the
browser's.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.journeys.article_form import labelled, new_article
from tests.journeys.conftest import Demo, Open
from tests.journeys.people import no_sideways_scroll, sign_in, write
from tests.journeys.test_tag_chips import SIZES
from tests.servers import Server

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
PICK = """(field, value) => {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def now() -> datetime:
    return datetime.now(HERE)


def ways(page: Page, field: str) -> Locator:
    labelled(page, field)
    return (
        page.locator(".field").filter(has=page.get_by_label(field, exact=True)).get_by_role("group")
    )


def choose(page: Page, field: str, choice: str) -> None:
    ways(page, field).get_by_role("button", name=choice, exact=True).click()


def written(moment: datetime) -> str:
    return f"{moment:%H:%M %d/%m/%Y}"


@SIZES
def test_a_quick_choice_is_understood(
    site: Server, demo: Demo, open_browser: Open, phone: bool
) -> None:
    page = new_article(open_browser, site, demo, phone=phone)
    write(page, Tiêu_đề="Bài cho sáng mai", Nội_dung="Một câu.", Chuyên_mục="Hoạt động Sở, Ngành")
    go_live = labelled(page, "Hẹn giờ đăng")
    choose(page, "Hẹn giờ đăng", "sáng mai 08:00")
    tomorrow = datetime.combine(
        now().date() + timedelta(days=1), datetime.min.time(), HERE
    ).replace(hour=8)
    expect(go_live).to_have_value(written(tomorrow))
    no_sideways_scroll(page)
    assert Axe().run(page).violations_count == 0

    afternoon = ways(page, "Hẹn giờ đăng").get_by_role("button", name="chiều nay 14:00", exact=True)
    expect(afternoon).to_be_visible() if now().hour < 14 else expect(afternoon).to_be_hidden()
    if now().weekday() != 6:
        choose(page, "Hẹn giờ đăng", "thứ Hai 08:00")
        monday = now().date() + timedelta(days=7 - now().weekday())
        expect(go_live).to_have_value(f"08:00 {monday:%d/%m/%Y}")

    # A moment that was chosen is one that the server reads
    choose(page, "Tự gỡ bài lúc", "cuối tháng")
    last = (now().date().replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    expect(labelled(page, "Tự gỡ bài lúc")).to_have_value(f"23:59 {last:%d/%m/%Y}")
    choose(page, "Tự gỡ bài lúc", "Xóa")
    expect(labelled(page, "Tự gỡ bài lúc")).to_have_value("")
    expect(labelled(page, "Tự gỡ bài lúc")).to_be_focused()
    choose(page, "Tự gỡ bài lúc", "sau 30 ngày")
    choose(page, "Ngày ghi trên bài", "hôm qua")
    labelled(page, "Hẹn giờ đăng")
    page.locator(".moments button[value=schedule]").click()
    expect(page.get_by_role("status")).to_contain_text("hẹn đăng")
    expect(labelled(page, "Tự gỡ bài lúc")).to_have_value(
        re.compile(rf"{now().date() + timedelta(days=30):%d/%m/%Y}$")
    )
    expect(labelled(page, "Ngày ghi trên bài")).to_have_value(
        f"{now().date() - timedelta(days=1):%d/%m/%Y}"
    )


def test_the_clock_is_the_sites(site: Server, demo: Demo, open_browser: Open) -> None:
    """An editor whose computer stands twelve hours apart means the agency's morning, too."""
    page = open_browser(site, timezone_id="Pacific/Honolulu")
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    expect(page.locator("#body.ProseMirror")).to_be_visible()
    choose(page, "Ngày ghi trên bài", "hôm nay")
    expect(labelled(page, "Ngày ghi trên bài")).to_have_value(f"{now():%d/%m/%Y}")
    choose(page, "Ghim lên trang chủ đến", "sau 7 ngày")
    shown = datetime.strptime(
        labelled(page, "Ghim lên trang chủ đến").input_value(), "%H:%M %d/%m/%Y"
    ).replace(tzinfo=HERE)
    assert abs(shown - (now() + timedelta(days=7))) < timedelta(minutes=3)


def test_the_browsers_picker_writes_as_the_site_does(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = new_article(open_browser, site, demo)
    page.evaluate("HTMLInputElement.prototype.showPicker = function () { window.picked = this; }")
    go_live = labelled(page, "Hẹn giờ đăng")
    go_live.fill("1/12/2026 7h30")
    choose(page, "Hẹn giờ đăng", "Chọn ngày giờ")
    assert page.evaluate("picked.value") == "2026-12-01T07:30", (
        "the picker begins with what is typed"
    )
    picked = page.evaluate_handle("picked").as_element()
    assert picked is not None
    page.evaluate(f"(field) => ({PICK})(field, '2026-12-05T16:45')", picked)
    expect(go_live).to_have_value("16:45 05/12/2026")

    # A day has a picker of days, up to today
    choose(page, "Ngày ghi trên bài", "Chọn ngày")
    assert page.evaluate("[picked.type, picked.max]") == ["date", f"{now():%Y-%m-%d}"]
    picked = page.evaluate_handle("picked").as_element()
    page.evaluate(f"(field) => ({PICK})(field, '2020-05-20')", picked)
    expect(labelled(page, "Ngày ghi trên bài")).to_have_value("20/05/2020")


def test_what_cannot_be_read_stays(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    page.evaluate("HTMLInputElement.prototype.showPicker = function () { window.picked = this; }")
    go_live = labelled(page, "Hẹn giờ đăng")
    go_live.fill("mùng một Tết")
    choose(page, "Hẹn giờ đăng", "Chọn ngày giờ")
    picked = page.evaluate_handle("picked").as_element()
    page.evaluate(f"(field) => ({PICK})(field, '')", picked)
    go_live.blur()
    expect(go_live).to_have_value("mùng một Tết")


def test_a_browser_without_pickers_shows_its_control(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = new_article(open_browser, site, demo)
    page.evaluate("delete HTMLInputElement.prototype.showPicker")
    choose(page, "Tự gỡ bài lúc", "Chọn ngày giờ")
    native = ways(page, "Tự gỡ bài lúc").locator("input")
    expect(native).to_be_focused()
    native.fill("2027-02-28T09:15")
    expect(labelled(page, "Tự gỡ bài lúc")).to_have_value("09:15 28/02/2027")
