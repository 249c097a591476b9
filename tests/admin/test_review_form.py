"""The buttons of the article's form, from the writer to the editor and back."""

from __future__ import annotations

from typing import Any

import pytest

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.publishing import State, state_of
from tests import cast
from tests.admin import forms
from tests.pages import Answer, PageClient


def press(
    browser: PageClient, article: Article, action: str, news: Category, **fields: Any
) -> Answer:
    """Open the form, and press a button with what stands there and what is typed over it."""
    address = f"/admin/articles/{article.id}"
    page = browser.get(address)
    shown = {
        name: forms.value_of(page, name) for name in ("title", "body", "base_version", "submission")
    }
    answer: Answer = browser.send(address, forms.typed(news, **shown) | {"action": action} | fields)
    db.session.refresh(article)
    return answer


def buttons(browser: PageClient, article: Article) -> set[str]:
    page = browser.get(f"/admin/articles/{article.id}").page
    return {str(value) for value in page.xpath("//button[@name='action']/@value")} - {
        "save",
        "preview",
    }


@pytest.fixture
def article(writer: User, news: Category) -> Article:
    return cast.draft(writer, news, "Bài của người viết")


def test_handed_in_sent_back_corrected_and_published(
    article: Article, writer: User, editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    author, desk = sign_in(writer), sign_in(editor)
    assert buttons(author, article) == {"submit"}, "no button that a writer may not use"
    assert press(author, article, "submit", news).status_code == 303
    assert buttons(author, article) == {"take_back"}
    assert desk.get("/admin/articles?state=review").words(".row-title") == ["Bài của người viết"]
    assert (
        desk.get("/admin/account").page.xpath("//nav//a[contains(@href, 'state=review')]")[0].text
        == "Chờ duyệt (1)"
    )

    assert press(desk, article, "send_back", news).status_code == 422, "a comment is asked for"
    assert press(desk, article, "send_back", news, comment="Thêm nguồn.").status_code == 303
    page = author.get(f"/admin/articles/{article.id}")
    assert page.words(".sent-back") == ["Thêm nguồn."]
    assert "Bị trả lại (1)" in page.text

    press(author, article, "submit", news, source="Báo")
    assert press(desk, article, "publish", news).status_code == 303
    assert (state_of(article, article.updated_at), article.is_under_review) == (State.LIVE, False)


def test_the_second_to_decide_is_told_who_was_first_and_keeps_what_was_typed(
    article: Article,
    writer: User,
    editor: User,
    administrator: User,
    news: Category,
    sign_in: cast.SignIn,
) -> None:
    press(sign_in(writer), article, "submit", news)
    first, second = sign_in(editor), sign_in(administrator)
    opened = second.get(f"/admin/articles/{article.id}")
    seen = {name: forms.value_of(opened, name) for name in ("base_version", "submission")}
    press(first, article, "publish", news)
    answer = press(second, article, "send_back", news, comment="Chưa được", **seen)
    assert answer.status_code == 409
    assert f"đã được {editor.name} đăng" in answer.words(".problems")[0]
    assert forms.value_of(answer, "submission") == ""


def test_what_the_writer_saved_since_is_not_published_unseen(
    article: Article, writer: User, editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    author, desk = sign_in(writer), sign_in(editor)
    press(author, article, "submit", news)
    opened = desk.get(f"/admin/articles/{article.id}")
    seen = {
        name: forms.value_of(opened, name)
        for name in ("title", "body", "base_version", "submission")
    }
    answer = press(author, article, "save", news, title="Sửa sau khi gửi")
    assert "Bản vừa lưu là bản chờ duyệt" in author.get(answer.location).words(".notice")[0]
    assert press(desk, article, "publish", news, **seen).status_code == 409
    assert article.live_version is None


@pytest.mark.parametrize("typed", ["", "mai", "31/02/2099 08:00", "08:00 24/11/2020", "24/11"])
def test_a_bad_moment_is_said_and_nothing_typed_is_lost(
    article: Article, editor: User, news: Category, sign_in: cast.SignIn, typed: str
) -> None:
    answer = press(sign_in(editor), article, "schedule", news, go_live_at=typed, title="Đã sửa")
    assert answer.status_code == 422
    assert forms.value_of(answer, "title") == "Đã sửa"
    assert forms.value_of(answer, "go_live_at") == typed
    assert article.version == 1


def test_scheduled_ended_and_pinned_on_the_sites_own_clock(
    article: Article,
    editor: User,
    news: Category,
    sign_in: cast.SignIn,
    stopped_clock: cast.StoppedClock,
) -> None:
    desk = sign_in(editor)
    moments = {
        "go_live_at": "24/11/2026 08:00",
        "expire_at": "30/11/2026 17h",
        "pinned_until": "25/11/2026 00:00",
    }
    assert press(desk, article, "schedule", news, **moments).status_code == 303
    assert article.go_live_at is not None
    assert article.go_live_at.isoformat() == "2026-11-24T01:00:00+00:00"
    page = desk.get(f"/admin/articles/{article.id}")
    assert [forms.value_of(page, name) for name in moments] == [
        "08:00 24/11/2026",
        "17:00 30/11/2026",
        "00:00 25/11/2026",
    ]
    assert page.words(".state") == ["Đã hẹn giờ"]


def test_writers_set_no_moments_and_decide_nothing(
    article: Article, writer: User, news: Category, sign_in: cast.SignIn
) -> None:
    author = sign_in(writer)
    for action in ("publish", "schedule", "send_back"):
        answer = press(author, article, action, news, go_live_at="24/11/2099 08:00", comment="x")
        assert answer.status_code in (403, 422)
    press(author, article, "save", news, expire_at="24/11/2099 08:00", title="Mới")
    assert (article.live_version, article.expire_at, article.title) == (None, None, "Mới")


def test_deleting_for_good_is_for_administrators(
    article: Article, editor: User, administrator: User, sign_in: cast.SignIn
) -> None:
    address, form = f"/admin/articles/{article.id}", "/admin/account"
    sign_in(editor).send(f"{address}/trash", {}, form_at=form)
    assert sign_in(editor).get(f"{address}/delete").status_code == 403
    assert sign_in(editor).send(f"{address}/delete", {}, form_at=form).status_code == 403
    assert sign_in(administrator).send(f"{address}/delete", {}, form_at=form).status_code == 303
    assert sign_in(administrator).get(address).status_code == 404


def test_the_page_before_deleting_says_what_goes(
    editor: User,
    administrator: User,
    news: Category,
    sign_in: cast.SignIn,
    stopped_clock: cast.StoppedClock,
) -> None:
    never_seen, seen = cast.draft(editor, news, "Bài nháp"), cast.live(editor, news, "Bài đã đăng")
    with writing():
        workflow.save_draft(
            seen,
            cast.content(news, "Bài đã sửa"),
            base_version=1,
            actor=editor,
            at=stopped_clock.now(),
        )
        for article in (never_seen, seen):
            workflow.trash(article, actor=editor, at=stopped_clock.now())
    office = sign_in(administrator)
    page = office.get(f"/admin/articles/{never_seen.id}/delete")
    assert page.words(".deletion-title") == ["Bài nháp"]
    assert page.page.xpath("//main//li")[0].text == "1 phiên bản đã lưu sẽ mất."
    assert "/tin-tuc/" not in page.text, "no reader knows an address of it"
    page = office.get(f"/admin/articles/{seen.id}/delete")
    assert page.words(".deletion-title") == ["Bài đã sửa"]
    assert page.page.xpath("//main//li")[0].text == "2 phiên bản đã lưu sẽ mất."
    assert f"/tin-tuc/{seen.id}/bai-da-dang" in page.text
    assert "09:00 23/12/2026" in page.words(".field-hint")[0]


def test_what_is_not_in_the_trash_is_not_deleted(
    article: Article, administrator: User, sign_in: cast.SignIn
) -> None:
    office, address = sign_in(administrator), f"/admin/articles/{article.id}"
    answer = office.get(f"{address}/delete")
    assert (answer.status_code, answer.location) == (303, address)
    assert office.get(address).words(".notice") == ["Chỉ xóa hẳn được bài đang trong thùng rác."]


def test_the_form_names_who_handed_in_and_who_sent_back(
    article: Article,
    writer: User,
    editor: User,
    news: Category,
    sign_in: cast.SignIn,
    stopped_clock: cast.StoppedClock,
) -> None:
    author, desk = sign_in(writer), sign_in(editor)
    press(author, article, "submit", news)
    stopped_clock.move(minutes=5)
    press(desk, article, "send_back", news, comment="Thêm nguồn.")
    stopped_clock.move(minutes=5)
    press(author, article, "submit", news, source="Báo")
    assert [
        " ".join(note.split())
        for note in author.get(f"/admin/articles/{article.id}").words(".note")
    ][:2] == [
        "Chờ duyệt từ 09:10 23/11/2026, do the writer gửi.",
        "Đã trả lại lúc 09:05 23/11/2026. Lời nhắn của the editor: Thêm nguồn.",
    ]


@pytest.mark.parametrize("who", ["writer", "editor"])
def test_the_menu_says_that_one_stands_at_what_waits(sign_in: cast.SignIn, who: str) -> None:
    browser = sign_in(cast.person(who))
    (waiting,) = browser.get("/admin/account").page.xpath(
        "//header//nav//a[contains(@href, 'state=')]/@href"
    )
    assert browser.get(waiting).page.xpath("//header//nav//a[@aria-current]/@href") == [waiting]
    assert browser.get("/admin/articles").page.xpath("//header//nav//a[@aria-current]/@href") == [
        "/admin/articles"
    ]
