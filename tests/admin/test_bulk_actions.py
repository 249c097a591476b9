"""Several articles at once: the page that asks, and what it says afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsapp.accounts.models import User
from newsapp.articles import scheduling, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.clock import now
from newsapp.database import db, writing
from newsapp.publishing import State, state_of
from tests import cast

SEVERAL = "/admin/articles/several"


def state(article: Article) -> State:
    return state_of(db.session.get_one(Article, article.id, populate_existing=True), now())


@pytest.fixture
def other_news(news: Category) -> Category:
    with writing():
        category = Category(name="Thông báo", slug="thong-bao", position=2)
        db.session.add(category)
    return category


def test_it_asks_first_and_says_how_many(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    articles = [cast.draft(editor, news, f"Bài {n}") for n in range(3)]
    asked = "&".join(f"article={article.id}" for article in articles)
    answer = sign_in(editor).get(f"{SEVERAL}?do=publish&{asked}")
    assert answer.words("h1") == ["Đăng bài: 3 bài"]
    assert len(answer.words(".row-title")) == 3
    assert {state(article) for article in articles} == {State.DRAFT}


def test_a_wished_moment_is_told_before_it_is_passed_over(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    article, browser = cast.draft(editor, news, "Hẹn"), sign_in(editor)
    with writing():
        scheduling.plan(article, datetime(2099, 12, 1, 1, tzinfo=UTC), actor=editor, at=now())
    for page in (f"{SEVERAL}?do=publish&article={article.id}", "/admin/articles", "/admin/"):
        assert "hẹn đăng 08:00 01/12/2099, chưa có hiệu lực" in " ".join(
            browser.get(page).words(".row-facts")
        ), page


def test_one_failure_does_not_undo_the_rest(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    good, empty = cast.draft(editor, news, "Đủ"), cast.draft(editor, news, "Trống", body="")
    last = cast.draft(editor, news, "Cuối")
    numbers = [good.id, empty.id, 999, last.id]
    answer = sign_in(editor).send(
        SEVERAL,
        {"do": "publish", "article": numbers},
        form_at=f"{SEVERAL}?do=publish&article={good.id}",
    )
    assert "Đã xử lý 2 bài, 2 bài không thực hiện được." in answer.text
    problems = answer.words(".problems")[0]
    assert "Trống: Bài chưa có nội dung:" in problems
    assert "Bài số 999: Không còn bài này." in problems
    assert [state(article) for article in (good, empty, last)] == [
        State.LIVE,
        State.DRAFT,
        State.LIVE,
    ]


def test_a_whole_live_article_moves_for_readers_and_a_draft_stays_one(
    editor: User, news: Category, other_news: Category, sign_in: cast.SignIn
) -> None:
    whole, changed = cast.live(editor, news, "Nguyên"), cast.live(editor, news, "Đang sửa")
    with writing():
        workflow.save_draft(
            changed, cast.content(news, "Chưa đăng"), base_version=1, actor=editor, at=now()
        )
    fields = {"do": "move", "article": [whole.id, changed.id], "category": other_news.id}
    answer = sign_in(editor).send(SEVERAL, fields, form_at=f"{SEVERAL}?do=move&article={whole.id}")
    assert "Đã xử lý 2 bài" in answer.text
    assert "bạn đọc chỉ thấy khi bản đó được đăng" in answer.text
    moved, draft = (
        db.session.get_one(Article, one.id, populate_existing=True) for one in (whole, changed)
    )
    assert (moved.category_id, moved.live_version, moved.version) == (other_news.id, 2, 2)
    assert (draft.category_id, draft.live_version, draft.title) == (news.id, 1, "Đang sửa")
    assert workflow.latest_revision(draft).category_id == other_news.id


def test_to_the_trash_and_back(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    articles, browser = [cast.draft(editor, news), cast.live(editor, news)], sign_in(editor)
    numbers = [article.id for article in articles]
    for doing, states in (
        ("trash", [State.TRASHED] * 2),
        ("restore", [State.DRAFT, State.WITHDRAWN]),
    ):
        browser.send(
            SEVERAL,
            {"do": doing, "article": numbers},
            form_at=f"{SEVERAL}?do={doing}&article={numbers[0]}",
        )
        assert [state(article) for article in articles] == states


def test_permissions_are_asked_for_each_article(
    writer: User, other_writer: User, news: Category, other_news: Category, sign_in: cast.SignIn
) -> None:
    own, foreign = (
        cast.draft(writer, news, "Của tôi"),
        cast.draft(other_writer, news, "Của người khác"),
    )
    browser = sign_in(writer)
    assert browser.get(f"{SEVERAL}?do=publish&article={own.id}").status_code == 403
    asked = browser.get(f"{SEVERAL}?do=move&article={own.id}&article={foreign.id}")
    assert asked.words(".row-title") == ["Của tôi"]
    fields = {"do": "move", "article": [own.id, foreign.id], "category": other_news.id}
    answer = browser.send(SEVERAL, fields, form_at=f"{SEVERAL}?do=move&article={own.id}")
    assert "Đã xử lý 1 bài, 1 bài không thực hiện được." in answer.text
    assert "Của người khác" not in answer.text
    assert workflow.latest_revision(foreign).category_id == news.id


def test_nothing_chosen_and_nonsense(editor: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    assert (
        "Chưa chọn bài nào."
        in browser.get(f"{SEVERAL}?do=trash&article=x&back=//evil.example").text
    )
    assert "evil.example" not in browser.get(f"{SEVERAL}?do=trash&back=//evil.example").text
    assert browser.get(f"{SEVERAL}?do=explode").status_code == 404
