"""From the writer to the editor and back."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.articles import review, workflow
from newsapp.articles.models import Article
from newsapp.articles.workflow import AlreadyDecided, NotPossible, Seen
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.publishing import EditConflict, State, state_of
from tests import cast

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
RACES = 20


def act(
    verb: Any, article: Article, *args: Any, actor: User, at: datetime = NOW, **more: Any
) -> Article:
    with writing():
        return verb(article, *args, actor=actor, at=at, **more)


def save(article: Article, title: str, actor: User) -> Article:
    text = cast.content(db.session.get_one(Category, article.category_id), title)
    with writing():
        return workflow.save_draft(
            article, text, base_version=article.version, actor=actor, at=LATER
        )


def told(article: Article) -> list[tuple[str, dict[str, Any]]]:
    events = select(AuditEvent).where(
        AuditEvent.target_type == "article", AuditEvent.target_id == article.id
    )
    return [
        (event.action, event.details)
        for event in db.session.scalars(events.order_by(AuditEvent.id))
    ]


@pytest.fixture
def handed_in(writer: User, news: Category) -> Article:
    return act(review.submit_for_review, cast.draft(writer, news, "Một", at=NOW), actor=writer)


def seen(article: Article) -> Seen:
    return Seen(article.version, article.submitted_at)


def test_handing_in(handed_in: Article, writer: User) -> None:
    assert state_of(handed_in, NOW) is State.REVIEW
    assert (handed_in.submitted_version, handed_in.submitted_by_id, handed_in.submitted_at) == (
        1,
        writer.id,
        NOW,
    )
    assert told(handed_in)[-1] == ("article.submit", {"title": "Một", "revision": 1})
    act(review.submit_for_review, handed_in, actor=writer, at=LATER)
    assert (handed_in.submitted_at, len(told(handed_in))) == (NOW, 2), "handed in once"


def test_a_handed_in_article_that_is_saved_is_under_review_as_it_now_is(
    handed_in: Article, writer: User, editor: User
) -> None:
    save(handed_in, "Hai", writer)
    assert handed_in.is_under_review
    assert (handed_in.version, handed_in.submitted_version) == (2, 1)
    act(workflow.publish, handed_in, actor=editor, at=LATER)
    assert (handed_in.title, handed_in.live_version) == ("Hai", 2)


def test_nothing_is_published_that_the_editor_has_not_seen(
    handed_in: Article, writer: User, editor: User
) -> None:
    on_screen = seen(handed_in)
    save(handed_in, "Sửa sau lưng", writer)
    for verb, *args in ((workflow.publish,), (review.send_back, "Xem lại")):
        with pytest.raises(EditConflict) as conflict:
            act(verb, handed_in, *args, actor=editor, seen=on_screen)
        assert conflict.value.theirs.title == "Sửa sau lưng"
    assert (handed_in.live_version, handed_in.is_under_review) == (None, True)


def test_taking_back(handed_in: Article, writer: User, editor: User) -> None:
    on_screen = seen(handed_in)
    act(review.take_back, handed_in, actor=writer)
    assert state_of(handed_in, NOW) is State.DRAFT
    assert told(handed_in)[-1] == ("article.take_back", {"title": "Một", "revision": 1})
    with pytest.raises(AlreadyDecided):
        act(workflow.publish, handed_in, actor=editor, seen=on_screen)
    act(review.submit_for_review, handed_in, actor=writer, at=LATER)
    with pytest.raises(AlreadyDecided):
        act(review.send_back, handed_in, "Xem lại", actor=editor, seen=on_screen)


def test_sending_back_with_a_comment(handed_in: Article, writer: User, editor: User) -> None:
    act(
        review.send_back,
        handed_in,
        " Bổ sung  ảnh.\n",
        actor=editor,
        at=LATER,
        seen=seen(handed_in),
    )
    assert state_of(handed_in, LATER) is State.RETURNED
    assert (handed_in.sent_back_comment, handed_in.sent_back_by_id) == ("Bổ sung ảnh.", editor.id)
    assert told(handed_in)[-1] == (
        "article.send_back",
        {"title": "Một", "revision": 1, "comment": "Bổ sung ảnh."},
    )
    act(review.submit_for_review, handed_in, actor=writer, at=LATER)
    assert state_of(handed_in, LATER) is State.REVIEW
    assert handed_in.sent_back_comment == "Bổ sung ảnh.", "the editor sees what was asked for"
    act(workflow.publish, handed_in, actor=editor, at=LATER)
    assert (handed_in.sent_back_comment, handed_in.sent_back_at, handed_in.submitted_at) == (
        "",
        None,
        None,
    )


@pytest.mark.parametrize("comment", ["", " \n", "x" * (review.COMMENT_LIMIT + 1)])
def test_a_comment_says_something_and_ends(handed_in: Article, editor: User, comment: str) -> None:
    with pytest.raises(NotPossible):
        act(review.send_back, handed_in, comment, actor=editor)
    assert handed_in.is_under_review


def test_what_was_not_handed_in_is_not_sent_back(
    writer: User, editor: User, news: Category
) -> None:
    with pytest.raises(AlreadyDecided):
        act(review.send_back, cast.draft(writer, news), "Sửa", actor=editor)


def test_a_live_article_is_handed_in_with_its_changes_only(
    writer: User, editor: User, news: Category
) -> None:
    article = act(workflow.publish, cast.draft(writer, news, "Đã đăng", at=NOW), actor=editor)
    with pytest.raises(NotPossible):
        act(review.submit_for_review, article, actor=writer)
    save(article, "Sửa", writer)
    act(review.submit_for_review, article, actor=writer, at=LATER)
    assert (state_of(article, LATER), article.is_under_review, article.title) == (
        State.LIVE,
        True,
        "Đã đăng",
    )
    act(workflow.publish, article, actor=editor, at=LATER, seen=seen(article))
    assert (article.title, article.is_under_review) == ("Sửa", False)


def test_a_withdrawn_article_can_be_handed_in_as_it_is(
    writer: User, editor: User, news: Category
) -> None:
    article = act(workflow.publish, cast.draft(writer, news, at=NOW), actor=editor)
    act(workflow.unpublish, article, actor=editor)
    assert act(review.submit_for_review, article, actor=writer).is_under_review


def test_the_trash_ends_the_review(handed_in: Article, writer: User, editor: User) -> None:
    act(workflow.trash, handed_in, actor=editor)
    assert not handed_in.is_under_review
    with pytest.raises(NotPossible):
        act(review.submit_for_review, handed_in, actor=writer)


def test_each_for_their_own(handed_in: Article, writer: User, other_writer: User) -> None:
    for verb, actor in ((review.submit_for_review, other_writer), (review.take_back, other_writer)):
        with pytest.raises(NotAllowed):
            act(verb, handed_in, actor=actor)
    with pytest.raises(NotAllowed):
        act(review.send_back, handed_in, "Sửa", actor=writer)


def test_two_editors_decide_at_once_one_wins_and_the_other_is_told(
    app: Flask, writer: User, editor: User, administrator: User, news: Category
) -> None:
    people, names = (editor.id, administrator.id), (editor.name, administrator.name)

    def decide(which: int, number: int, before: Seen, start: threading.Barrier) -> str:
        with app.app_context():
            actor = db.session.get_one(User, people[which])
            article = db.session.get_one(Article, number)
            start.wait()
            try:
                if which:
                    act(workflow.publish, article, actor=actor, seen=before)
                else:
                    act(review.send_back, article, "Sửa lại", actor=actor, seen=before)
            except AlreadyDecided:
                decision = review.last_decision(article)
                assert decision is not None
                return f"told of {decision.action} by {decision.by}"
            return "won"

    with ThreadPoolExecutor(2) as pool:
        for race in range(RACES):
            article = act(
                review.submit_for_review, cast.draft(writer, news, str(race)), actor=writer
            )
            before, start = seen(article), threading.Barrier(2, timeout=20)
            ends = list(pool.map(decide, (0, 1), (article.id,) * 2, (before,) * 2, (start,) * 2))
            db.session.rollback()
            db.session.expire_all()
            if article.live_version:
                assert ends == [f"told of article.publish by {names[1]}", "won"]
            else:
                assert ends == ["won", f"told of article.send_back by {names[0]}"]
                assert article.is_sent_back
            decisions = [action for action, _details in told(article)][2:]
            assert len(decisions) == 1
