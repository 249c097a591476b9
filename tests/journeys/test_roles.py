"""The chain of the newsroom: the writer, the editor, the administrator and a reader, each in their
own browser.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, request, request_started
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from tests import cast
from tests.cast import StoppedClock
from tests.journeys.conftest import Open
from tests.journeys.people import (
    Person,
    act,
    choose_category,
    no_sideways_scroll,
    publish,
    save,
    sign_in,
    write,
)

TITLE = "Mở lại bến phà Cồn Ấu sau mùa lũ"


@dataclass(frozen=True)
class Here:
    """The site served by this very process, so that the test holds its clock."""

    url: str
    paths: list[str]
    """What Flask was asked for: an answer from the ready pages is not among them."""


@pytest.fixture
def here(app: Flask, stopped_clock: StoppedClock, news: Category) -> Iterator[Here]:
    paths: list[str] = []

    def note(_app: Flask) -> None:
        paths.append(request.path)

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with request_started.connected_to(note, app):
            yield Here(f"http://127.0.0.1:{server.server_port}", paths)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def member(user: User) -> Person:
    return Person(user.email, cast.PASSWORD, user.name)


def answer_at(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def hand_in(page: Page) -> None:
    choose_category(page)
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi duyệt.")


def open_waiting(page: Page) -> None:
    """The one that waits, from a page that is about something else."""
    page.goto("/admin/account")
    page.get_by_role("link", name="Chờ duyệt (1)").click()
    page.get_by_role("link", name=TITLE).click()


def test_handed_in_sent_back_corrected_approved_and_reworked(
    here: Here,
    stopped_clock: StoppedClock,
    writer: User,
    editor: User,
    open_browser: Open,
    scripts: bool,
) -> None:
    author, desk, reader = (open_browser(here, scripts=scripts, phone=n == 0) for n in range(3))

    # Given a draft that the writer hands in from a telephone
    sign_in(author, member(writer))
    author.get_by_role("link", name="Viết bài mới").click()
    write(author, Tiêu_đề=TITLE, Nội_dung="Phà chạy từ 5 giờ.")
    expect(author.get_by_role("button", name="Đăng bài")).to_have_count(0)
    hand_in(author)
    no_sideways_scroll(author)
    form = author.url
    live = f"/tin-tuc/{form.rpartition('/')[2]}"

    # When the editor sends it back, saying what is wrong
    stopped_clock.move(minutes=10)
    sign_in(desk, member(editor))
    open_waiting(desk)
    expect(
        desk.get_by_text(f"Chờ duyệt từ 09:00 23/11/2026, do {writer.name} gửi.")
    ).to_be_visible()
    desk.get_by_label("Cần sửa gì?").fill("Ghi rõ giờ chuyến cuối.")
    desk.get_by_role("button", name="Trả lại").click()
    expect(desk.get_by_role("status")).to_have_text("Đã trả lại bài cho người viết.")
    assert answer_at(reader, live) == 404

    # Then the writer is told so on every page, reads it, corrects, and hands in again
    author.goto("/admin/account")
    author.get_by_role("link", name="Bị trả lại (1)").click()
    author.get_by_role("link", name=TITLE).click()
    expect(
        author.get_by_text(f"Đã trả lại lúc 09:10 23/11/2026. Lời nhắn của {editor.name}:")
    ).to_be_visible()
    expect(author.locator(".sent-back")).to_have_text("Ghi rõ giờ chuyến cuối.")
    write(author, Nội_dung="Phà chạy từ 5 giờ đến 21 giờ.")
    hand_in(author)
    no_sideways_scroll(author)

    # And readers see it once the editor approves
    open_waiting(desk)
    expect(desk.locator("textarea[name=body]")).to_have_value(
        "<p>Phà chạy từ 5 giờ đến 21 giờ.</p>"
    )
    publish(desk)
    expect(desk.get_by_role("link", name="Chờ duyệt (0)")).to_be_visible()
    assert answer_at(reader, live) == 200
    expect(reader.locator(".prose")).to_have_text("Phà chạy từ 5 giờ đến 21 giờ.")

    # When the writer reworks the live article, then readers still see what was approved
    author.goto(form)
    write(author, Nội_dung="Phà chạy từ 4 giờ đến 22 giờ.")
    save(author)
    expect(author.get_by_text("Có thay đổi chưa đăng")).to_be_visible()
    hand_in(author)
    reader.reload()
    expect(reader.locator(".prose")).to_have_text("Phà chạy từ 5 giờ đến 21 giờ.")

    # Until the editor publishes the change
    open_waiting(desk)
    expect(desk.get_by_text("Có thay đổi chưa đăng")).to_be_visible()
    publish(desk)
    expect(desk.get_by_text("Có thay đổi chưa đăng")).to_have_count(0)
    reader.reload()
    expect(reader.locator(".prose")).to_have_text("Phà chạy từ 4 giờ đến 22 giờ.")


def test_the_clock_alone_shows_an_article_and_ends_it(
    here: Here,
    stopped_clock: StoppedClock,
    writer: User,
    editor: User,
    news: Category,
    open_browser: Open,
) -> None:
    article = cast.draft(writer, news, TITLE)
    live, in_lists = f"/tin-tuc/{article.id}", f"/chuyen-muc/{news.slug}"
    desk, reader, another = open_browser(here), open_browser(here), open_browser(here)

    # Given an article that is to be shown at ten and to end at noon
    sign_in(desk, member(editor))
    desk.goto(f"/admin/articles/{article.id}")
    write(desk, Hẹn_giờ_đăng="23/11/2026 10:00")
    write(desk, Tự_gỡ_bài_lúc="23/11/2026 12h")
    desk.get_by_role("button", name="Hẹn giờ đăng").click()
    expect(desk.get_by_role("status")).to_have_text(
        "Đã hẹn đăng lúc 10:00 23/11/2026. Bài tự gỡ lúc 12:00 23/11/2026."
    )
    expect(desk.locator(".state")).to_have_text("Đã hẹn giờ")

    # And readers' pages that stand ready
    for _ in range(2):
        assert answer_at(reader, live) == 404
        reader.goto(in_lists)
        expect(reader.get_by_role("link", name=TITLE)).to_have_count(0)
    assert (here.paths.count(live), here.paths.count(in_lists)) == (1, 1), (
        "the second time they came ready"
    )

    # When it is one second to ten, and nobody asks for anything until ten, then the very next
    # reader sees it
    stopped_clock.move(minutes=59, seconds=59)
    assert answer_at(reader, live) == 404
    stopped_clock.move(seconds=1)
    assert answer_at(reader, live) == 200
    another.goto(in_lists)
    another.get_by_role("link", name=TITLE).first.click()
    expect(another.get_by_role("heading", level=1)).to_have_text(TITLE)

    # When it is one second to noon, and nobody asks for anything until noon, then it is over for
    # the very next reader
    stopped_clock.move(hours=1, minutes=59, seconds=59)
    another.goto(in_lists)
    expect(another.get_by_role("link", name=TITLE)).not_to_have_count(0)
    assert answer_at(reader, live) == 200
    stopped_clock.move(seconds=1)
    assert answer_at(reader, live) == 410
    another.goto(in_lists)
    expect(another.get_by_role("link", name=TITLE)).to_have_count(0)

    # And it is kept: the editor lets it go on
    desk.goto(f"/admin/articles/{article.id}")
    expect(desk.locator(".state")).to_have_text("Đã tự gỡ")
    write(desk, Tự_gỡ_bài_lúc="")
    publish(desk)
    assert answer_at(reader, live) == 200


def test_a_former_version_takes_the_place_of_the_latest(
    here: Here, editor: User, news: Category, open_browser: Open, scripts: bool
) -> None:
    article = cast.live(editor, news, TITLE, body="<p>Phà chạy từ 5 giờ.</p>")
    desk, reader = open_browser(here, scripts=scripts), open_browser(here, scripts=scripts)
    live = f"/tin-tuc/{article.id}"

    # Given a live article whose text was replaced by a wrong one
    sign_in(desk, member(editor))
    desk.goto(f"/admin/articles/{article.id}")
    write(desk, Nội_dung="Phà nghỉ cả tuần.")
    publish(desk)
    reader.goto(live)
    expect(reader.locator(".prose")).to_have_text("Phà nghỉ cả tuần.")

    # When the editor goes back to the version before
    act(desk, "Các phiên bản")
    desk.get_by_role("link", name="Bản 1", exact=True).click()
    expect(desk.locator(".prose")).to_have_text("Phà chạy từ 5 giờ.")
    desk.get_by_role("button", name="Khôi phục bản 1").click()

    # Then it is a version of its own that readers do not see yet
    expect(desk.locator("textarea[name=body]")).to_have_value("<p>Phà chạy từ 5 giờ.</p>")
    expect(desk.get_by_text("Có thay đổi chưa đăng")).to_be_visible()
    reader.reload()
    expect(reader.locator(".prose")).to_have_text("Phà nghỉ cả tuần.")

    # Until it is published; and the wrong one is kept among the versions
    publish(desk)
    reader.reload()
    expect(reader.locator(".prose")).to_have_text("Phà chạy từ 5 giờ.")
    act(desk, "Các phiên bản")
    expect(desk.locator(".version h2 a")).to_have_text(["Bản 3", "Bản 2", "Bản 1"])


def test_the_administrator_answers_for_what_is_deleted(
    here: Here, stopped_clock: StoppedClock, editor: User, administrator: User, news: Category, open_browser: Open,
    scripts: bool,
) -> None:  # fmt: skip
    article = cast.live(editor, news, TITLE)
    address, live = f"/admin/articles/{article.id}", f"/tin-tuc/{article.id}"
    desk, office, reader = (open_browser(here, scripts=scripts) for _ in range(3))

    # Given an article that the editor has moved to the trash, and may not delete
    sign_in(desk, member(editor))
    desk.goto(address)
    act(desk, "Chuyển vào thùng rác")
    expect(desk.get_by_role("link", name="Xóa hẳn")).to_have_count(0)

    # When the administrator is to delete it, then the page says what goes, and there is a way back
    sign_in(office, member(administrator))
    office.goto(address)
    act(office, "Xóa hẳn")
    expect(office.get_by_role("heading", level=1)).to_have_text("Xóa hẳn bài viết?")
    expect(office.get_by_role("main")).to_contain_text(TITLE)
    office.get_by_role("link", name="Hủy").click()
    expect(office.get_by_label("Tiêu đề", exact=True)).to_have_value(TITLE)
    act(office, "Xóa hẳn")
    office.get_by_role("button", name="Xóa hẳn").click()
    expect(office.get_by_role("status")).to_have_text("Đã xóa hẳn bài viết.")

    # And the log names who did what, while readers are told that it is gone
    office.locator("summary", has_text="Thêm").click()
    office.get_by_role("link", name="Nhật ký").click()
    expect(office.get_by_role("main")).to_contain_text(administrator.name)
    expect(office.get_by_role("main")).to_contain_text(TITLE)
    assert answer_at(reader, live) == 410
