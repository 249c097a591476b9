"""Draft, published, taken back, in the trash and out again; and two editors at once."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import act, publish, save, see_live_page, sign_in, write
from tests.servers import Server

TITLE = "Lịch trực Tết của các phòng chuyên môn"


def answer_at(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def test_the_life_of_an_article(
    site: Server, demo: Demo, open_browser: Open, scripts: bool
) -> None:
    desk, reader = open_browser(site, scripts=scripts), open_browser(site, scripts=scripts)
    sign_in(desk, demo.administrator)

    # Given a draft: staff can look at it, readers cannot
    desk.get_by_role("link", name="Viết bài mới").click()
    write(desk, Tiêu_đề=TITLE, Chuyên_mục="Thông báo", Nội_dung="Ca trực bắt đầu lúc 7 giờ.")
    save(desk)
    form, number = desk.url, desk.url.rpartition("/")[2]
    expect(desk.get_by_text("Bản nháp", exact=True)).to_be_visible()
    act(desk, "Xem bản mới nhất")
    expect(desk.locator(".prose")).to_have_text("Ca trực bắt đầu lúc 7 giờ.")
    assert answer_at(reader, f"/tin-tuc/{number}") == 404

    # When it is published, then readers see it
    desk.goto(form)
    publish(desk)
    assert answer_at(reader, f"/tin-tuc/{number}") == 200
    live = reader.url
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)

    # When a change is kept as a draft, then readers still see the old text, until it is published
    write(desk, Nội_dung="Ca trực bắt đầu lúc 6 giờ.")
    save(desk)
    expect(desk.get_by_text("Có thay đổi chưa đăng")).to_be_visible()
    reader.reload()
    expect(reader.locator(".prose")).to_have_text("Ca trực bắt đầu lúc 7 giờ.")
    publish(desk)
    reader.reload()
    expect(reader.locator(".prose")).to_have_text("Ca trực bắt đầu lúc 6 giờ.")

    # When it is taken back, then its address says so, and the lists forget it
    act(desk, "Gỡ bài")
    assert answer_at(reader, live) == 410
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bài viết đã được gỡ")
    reader.goto("/")
    expect(reader.get_by_role("link", name=TITLE)).to_have_count(0)

    # When it goes to the trash, then it stands there alone and can be brought back and published
    # again
    act(desk, "Chuyển vào thùng rác")
    expect(desk.get_by_role("button", name="Đăng bài")).to_have_count(0)
    desk.goto("/admin/articles?state=trash")
    desk.get_by_role("link", name=TITLE).click()
    act(desk, "Khôi phục")
    assert answer_at(reader, live) == 410
    publish(desk)
    assert answer_at(reader, live) == 200


def test_two_editors_at_once(site: Server, demo: Demo, open_browser: Open, scripts: bool) -> None:
    # Given two editors with the same article open
    first, second = (
        open_browser(site, scripts=scripts, refused="/admin/articles/") for _ in range(2)
    )
    for page, person in ((first, demo.administrator), (second, demo.editor)):
        sign_in(page, person)
        page.goto("/admin/articles")
        page.get_by_role("listitem").filter(has_text="Đã đăng").get_by_role("heading").get_by_role(
            "link"
        ).first.click()
    assert first.url == second.url

    # When both save
    write(first, Nội_dung="Bản của người thứ nhất.", Ký_tên="MỘT")
    save(first)
    write(second, Nội_dung="Bản của người thứ hai.", Ký_tên="HAI")
    second.get_by_role("button", name="Lưu nháp").click()

    # Then the second is told, with both texts in sight, and nothing is lost
    told = second.get_by_role("alert")
    expect(told).to_contain_text("Chưa lưu: có người khác vừa lưu bài này")
    expect(told).to_contain_text(demo.administrator.name)
    sides = second.get_by_role("group", name="Khác biệt 1")
    expect(sides.locator(".prose")).to_have_text(
        ["Bản của người thứ nhất.", "Bản của người thứ hai."]
    )
    expect(sides.locator("mark")).to_have_text(["nhất.", "hai."])
    expect(second.get_by_role("group", name="Ký tên").locator(".side-value")).to_have_text(
        ["MỘT", "HAI"]
    )
    first.reload()
    expect(first.locator("textarea[name=body]")).to_have_value("<p>Bản của người thứ nhất.</p>")

    # And what was chosen of both is saved knowingly
    sides.get_by_label("Giữ cả hai").check()
    second.get_by_role("button", name="Ghép theo các lựa chọn").click()
    expect(second.locator("textarea[name=body]")).to_have_value(
        "<p>Bản của người thứ nhất.</p>\n<p>Bản của người thứ hai.</p>"
    )
    write(second, Nội_dung="Bản chung của hai người.")
    publish(second)
    see_live_page(second)
    expect(second.locator(".prose")).to_have_text("Bản chung của hai người.")
    expect(second.locator(".signature")).to_have_text("HAI")
