"""A moment that is typed is in force afterwards, kept, or asked about:
whatever button is pressed.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from newsapp.accounts.models import User
from newsapp.articles import review, scheduling, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.publishing import State, state_of
from tests import cast
from tests.admin import forms
from tests.pages import Answer, PageClient

LATER, AFTER_THAT, PAST = "08:00 01/12/2026", "17:00 30/12/2026", "08:00 01/11/2026"
"""The clock of these tests stands at 09:00 on 23/11/2026."""
NAMES = ("go_live_at", "expire_at", "pinned_until")
ACTIONS = ("save", "submit", "take_back", "send_back", "publish", "publish_now", "schedule")


def form(browser: PageClient, article: Article) -> dict[str, str]:
    """What the page holds, as a browser without scripts sends it."""
    page = browser.get(f"/admin/articles/{article.id}").page
    hidden = page.xpath("//form[@id='article-form']//input[@type='hidden' or @hidden]")
    return {str(control.get("name")): str(control.get("value") or "") for control in hidden}


def send(
    browser: PageClient, article: Article, news: Category, action: str, **typed: str
) -> Answer:
    address = f"/admin/articles/{article.id}"
    fields = form(browser, article) | forms.typed(news) | typed | {"action": action}
    answer: Answer = browser.post(address, data=fields)
    db.session.refresh(article)
    return answer


def standing(article: Article, state: str, editor: User, stopped_clock: cast.StoppedClock) -> None:
    """Bring a draft into the state."""
    at = stopped_clock.now()
    with writing():
        if state == "review":
            review.submit_for_review(article, actor=editor, at=at)
        elif state == "scheduled":
            scheduling.schedule(article, at.replace(day=25), actor=editor, at=at)
        elif state in ("live", "withdrawn"):
            workflow.publish(article, actor=editor, at=at)
        if state == "withdrawn":
            workflow.unpublish(article, actor=editor, at=at)


def written(browser: PageClient, article: Article, name: str) -> str:
    """What the field shows; "" where the page has none."""
    return "".join(
        browser.get(f"/admin/articles/{article.id}").page.xpath(f"//input[@name='{name}']/@value")
    )


@pytest.mark.parametrize("state", ["draft", "review", "scheduled", "live", "withdrawn"])
def test_no_typed_moment_is_gone(
    editor: User,
    writer: User,
    news: Category,
    sign_in: cast.SignIn,
    stopped_clock: cast.StoppedClock,
    state: str,
) -> None:
    desk = sign_in(editor)
    for action, name in product(ACTIONS, NAMES):
        what = f"{action}, {name}"
        article = cast.draft(writer, news)
        standing(article, state, editor, stopped_clock)
        answer = send(
            desk, article, news, action, comment="Sửa đi.", title="Đã sửa", **{name: LATER}
        )
        if answer.status_code == 303:
            in_force = getattr(article, name)
            chosen_now = action == "publish_now" and name == "go_live_at"
            is_kept = written(desk, article, name) == LATER
            assert (
                chosen_now
                or is_kept
                or (in_force and in_force.isoformat() == "2026-12-01T01:00:00+00:00")
            ), what
        else:  # nothing was done, all of it stands in the form
            assert answer.status_code in (409, 422), what
            assert forms.value_of(answer, name) == LATER, what
            assert forms.value_of(answer, "title") == "Đã sửa", what
            assert answer.page.xpath("//*[@role='alert']"), what


@pytest.mark.parts
def test_publishing_asks_which_is_meant(
    editor: User, news: Category, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    article, desk = cast.draft(editor, news), sign_in(editor)
    asked = send(desk, article, news, "publish", go_live_at="1/12/2026 8h", title="Đã sửa")
    assert asked.status_code == 422
    assert LATER in asked.words("#when")[0]
    assert asked.page.xpath("//*[@id='when']//button/@value") == ["schedule", "publish_now", "save"]
    assert asked.page.xpath("//*[@id='when']//button/@form") == ["article-form"] * 3
    assert forms.value_of(asked, "go_live_at") == LATER, "as it was understood"
    assert (article.version, article.live_version) == (1, None)
    assert forms.value_of(desk.get(f"/admin/articles/{article.id}"), "title") == "Đã sửa", (
        "kept before it was asked"
    )

    chosen = send(desk, article, news, "schedule", go_live_at=LATER, title="Đã sửa")
    assert f"Đã hẹn đăng lúc {LATER}." in desk.get(chosen.location).words(".notice")[0]
    assert state_of(article, stopped_clock.now()) is State.SCHEDULED


def test_now_is_now(
    editor: User, news: Category, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    article, desk = cast.draft(editor, news), sign_in(editor)
    send(desk, article, news, "save", go_live_at=LATER)
    assert article.planned_for is not None
    assert send(desk, article, news, "publish", go_live_at=LATER).status_code == 422, (
        "kept by a draft is as good as typed"
    )
    assert send(desk, article, news, "publish_now", go_live_at=LATER).status_code == 303
    assert state_of(article, stopped_clock.now()) is State.LIVE
    assert (article.planned_for, written(desk, article, "go_live_at")) == (None, "")


def test_a_moment_that_has_passed(
    editor: User, news: Category, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    article, desk = cast.draft(editor, news), sign_in(editor)
    asked = send(desk, article, news, "publish", go_live_at=PAST)
    assert "đã qua" in asked.words("#when")[0]
    assert asked.page.xpath("//*[@id='when']//button/@value") == ["publish_now", "save"]
    assert send(desk, article, news, "schedule", go_live_at=PAST).words("#go_live_at-error") == [
        "Thời điểm này đã qua."
    ]
    saved = send(desk, article, news, "save", go_live_at=PAST)
    assert "đã qua" in desk.get(saved.location).words(".notice")[0], (
        "a draft refuses nothing, and says so"
    )
    assert send(desk, article, news, "publish", go_live_at=PAST).status_code == 303, (
        "nobody typed it just now"
    )


def test_a_writers_wish_comes_to_the_editor(
    writer: User,
    editor: User,
    news: Category,
    sign_in: cast.SignIn,
    stopped_clock: cast.StoppedClock,
) -> None:
    article, author, desk = cast.draft(writer, news), sign_in(writer), sign_in(editor)
    sent = send(author, article, news, "submit", go_live_at="8h 1/12/26")
    assert LATER in author.get(sent.location).words(".notice")[0]
    assert (article.is_under_review, article.go_live_at) == (True, None)
    assert written(desk, article, "go_live_at") == LATER
    assert send(desk, article, news, "schedule", go_live_at=LATER).status_code == 303
    assert article.go_live_at is not None
    assert article.go_live_at.isoformat() == "2026-12-01T01:00:00+00:00"
    assert article.planned_for is None


def test_what_was_scheduled_is_a_wish_once_it_is_taken_back(
    editor: User, news: Category, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    article, desk = cast.draft(editor, news), sign_in(editor)
    send(desk, article, news, "schedule", go_live_at=LATER)
    desk.send(f"/admin/articles/{article.id}/unpublish", {}, form_at="/admin/account")
    db.session.refresh(article)
    assert state_of(article, stopped_clock.now()) is State.DRAFT
    assert written(desk, article, "go_live_at") == LATER


def test_a_scheduled_one_keeps_its_moment_until_another_is_put_in_force(
    editor: User, news: Category, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    article, desk = cast.draft(editor, news), sign_in(editor)
    send(desk, article, news, "schedule", go_live_at=LATER)
    saved = send(desk, article, news, "save", go_live_at=AFTER_THAT)
    said = desk.get(saved.location).words(".notice")[0]
    assert f"Bài vẫn được đăng lúc {LATER}." in said
    assert AFTER_THAT in said
    assert article.go_live_at is not None
    assert article.go_live_at.isoformat() == "2026-12-01T01:00:00+00:00"
    assert written(desk, article, "go_live_at") == AFTER_THAT
    send(desk, article, news, "schedule", go_live_at=AFTER_THAT)
    assert (article.go_live_at.isoformat(), article.planned_for) == (
        "2026-12-30T10:00:00+00:00",
        None,
    )


@pytest.mark.parametrize(("name", "understood"), [("go_live_at", "00:00 01/12/2026"), ("expire_at", "23:59 01/12/2026"),
                                                  ("pinned_until", "23:59 01/12/2026")])  # fmt: skip
def test_a_day_alone_is_said_back(
    editor: User,
    news: Category,
    sign_in: cast.SignIn,
    stopped_clock: cast.StoppedClock,
    name: str,
    understood: str,
) -> None:
    article, desk = cast.draft(editor, news), sign_in(editor)
    saved = send(desk, article, news, "save", **{name: "1/12/26"})
    page = desk.get(saved.location)
    assert forms.value_of(page, name) == understood
    assert understood in page.words(".notice")[0]


def test_a_form_sent_late_undoes_no_moment_of_another(
    editor: User,
    administrator: User,
    news: Category,
    sign_in: cast.SignIn,
    stopped_clock: cast.StoppedClock,
) -> None:
    """It says what it showed, so that an untouched field is known from one that was emptied."""
    article, late, quick = cast.draft(editor, news), sign_in(editor), sign_in(administrator)
    opened = form(late, article)
    send(quick, article, news, "save", pinned_until=AFTER_THAT, expire_at=AFTER_THAT)
    mine: dict[str, Any] = (
        opened | forms.typed(news) | dict.fromkeys(NAMES, "") | {"action": "save"}
    )
    assert late.post(f"/admin/articles/{article.id}", data=mine).status_code in (303, 409)
    db.session.refresh(article)
    assert article.pinned_until is not None
    assert article.expire_at is not None


@pytest.mark.parts
def test_moments_come_through_a_conflict(
    editor: User,
    administrator: User,
    news: Category,
    sign_in: cast.SignIn,
    stopped_clock: cast.StoppedClock,
) -> None:
    article, late, quick = cast.draft(editor, news), sign_in(editor), sign_in(administrator)
    address, opened = f"/admin/articles/{article.id}", form(late, article)
    send(quick, article, news, "save", title="Của người kia")
    mine = opened | forms.typed(
        news, title="Của tôi", go_live_at=LATER, expire_at=AFTER_THAT, action="save"
    )
    conflict = late.post(address, data=mine)
    assert conflict.status_code == 409
    sent = {str(one.get("name")): str(one.get("value") or one.text_content().removeprefix("\n"))
            for one in conflict.page.xpath("//form//input[@type='hidden']|//form//textarea")}  # fmt: skip
    merged = late.post(address, data=sent | {"action": "mine"})
    assert [forms.value_of(merged, name) for name in ("title", "go_live_at", "expire_at")] == [
        "Của tôi",
        LATER,
        AFTER_THAT,
    ]
