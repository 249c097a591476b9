"""The versions of an article: listed, shown, compared, brought back."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article, Revision
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.clock import now
from newsapp.database import db, writing
from tests import cast


@pytest.fixture
def article(editor: User, news: Category) -> Article:
    made = cast.live(editor, news, "Tên đầu", body="<p>Một hai ba.</p><p>Bốn.</p>")
    with writing():
        later = cast.content(
            news, "Tên sau", body="<p>Một hai rưỡi ba.</p><p>Bốn.</p>", summary="<Mới> & đủ"
        )
        return workflow.save_draft(made, later, base_version=1, actor=editor, at=now())


def test_the_history_says_what_changed(
    article: Article, editor: User, sign_in: cast.SignIn
) -> None:
    answer = sign_in(editor).get(f"/admin/articles/{article.id}/history")
    assert answer.words(".row-title") == ["Bản 2 Mới nhất", "Bản 1 Bản cho bạn đọc"]
    changed = answer.words(".version-changed")
    assert changed == [
        "Nội dung: thêm 1 từ, bớt 0 từ; Tiêu đề, Tóm tắt, Ngày ghi trên bài",
        "Bản đầu tiên",
    ]
    assert editor.name in answer.words(".row-facts")[0]


def test_two_versions_are_compared_word_by_word(
    article: Article, editor: User, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    answer = browser.get(f"/admin/articles/{article.id}/compare?one=2&other=1")
    assert answer.words("h1") == ["So sánh bản 1 và bản 2"]
    assert "đầu" in answer.words("del")
    assert "<Mới> & đủ" in answer.words("ins")
    assert "rưỡi" in answer.words("ins")
    assert browser.get(f"/admin/articles/{article.id}/compare?one=1&other=9").status_code == 404


def test_going_back_makes_a_new_version_and_readers_see_no_change(
    article: Article, editor: User, sign_in: cast.SignIn
) -> None:
    browser, address = sign_in(editor), f"/admin/articles/{article.id}/history/1"
    assert "Tên đầu" in browser.get(address).text
    answer = browser.send(address, {"base_version": 2})
    assert answer.status_code == 303
    stands = db.session.get_one(Article, article.id, populate_existing=True)
    assert (stands.version, stands.live_version) == (3, 1)
    assert workflow.latest_revision(stands).title == "Tên đầu"
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "article.go_back")
    ).one()
    assert event.details == {"title": "Tên đầu", "revision": 3, "former": 1}


def test_going_back_cleans_what_an_older_policy_let_in(
    article: Article, editor: User, sign_in: cast.SignIn
) -> None:
    first = update(Revision).where(Revision.number == 1)
    with writing():
        db.session.execute(first.values(body="<p><b>Cũ</b></p>", body_policy=0))
    address = f"/admin/articles/{article.id}/history/1"
    assert sign_in(editor).send(address, {"base_version": 2}).status_code == 303
    assert workflow.latest_revision(article).body == "<p><strong>Cũ</strong></p>"


def test_going_back_past_what_somebody_saved_meanwhile_is_refused(
    article: Article, editor: User, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    answer = browser.send(f"/admin/articles/{article.id}/history/1", {"base_version": 1})
    assert answer.location == f"/admin/articles/{article.id}/history"
    assert db.session.get_one(Article, article.id, populate_existing=True).version == 2


def test_a_file_that_is_gone_is_said_and_left_out(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    made = cast.draft(editor, news, "Cũ", attachments=[{"id": 77, "title": "Tờ trình"}])
    with writing():
        workflow.save_draft(made, cast.content(news, "Mới"), base_version=1, actor=editor, at=now())
    browser, address = sign_in(editor), f"/admin/articles/{made.id}/history/1"
    assert "Tệp “Tờ trình” không còn." in browser.get(address).text
    browser.send(address, {"base_version": 2})
    latest = workflow.latest_revision(made)
    assert (latest.title, latest.attachments) == ("Cũ", [])


def test_somebody_elses_versions_are_not_shown(
    article: Article, writer: User, sign_in: cast.SignIn
) -> None:
    browser = sign_in(writer)
    for rest in ("history", "history/1", "compare?one=1&other=2"):
        assert browser.get(f"/admin/articles/{article.id}/{rest}").status_code == 403
