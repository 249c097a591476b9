"""Going live later, ending, and leading the home page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.articles import review, scheduling, workflow
from newsapp.articles.models import Article, MediaUse
from newsapp.articles.scheduling import BadMoment
from newsapp.articles.workflow import AlreadyDecided, NotPossible, Seen
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.publishing import State, state_of
from tests import cast

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DIGEST = "ab" * 16
BODY = f'<p><img src="/media/{DIGEST}-480.jpg" alt="x" width="480" height="300"></p>'


def act(
    verb: Any, article: Article, *args: Any, actor: User, at: datetime = NOW, **more: Any
) -> Article:
    with writing():
        return verb(article, *args, actor=actor, at=at, **more)


def told(action: str) -> dict[str, Any]:
    rows = select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id.desc())
    event = db.session.scalars(rows).first()
    assert event is not None
    return event.details


@pytest.fixture
def scheduled(editor: User, news: Category) -> Article:
    article = cast.draft(editor, news, "Sẽ đăng", at=NOW, body=BODY)
    return act(scheduling.schedule, article, NOW + 20 * HOUR, NOW + 40 * HOUR, actor=editor)


def test_it_goes_live_and_ends_by_the_clock(scheduled: Article) -> None:
    states = [state_of(scheduled, NOW + hours * HOUR) for hours in (19, 20, 39, 40)]
    assert states == [State.SCHEDULED, State.LIVE, State.LIVE, State.EXPIRED]
    assert (scheduled.live_version, scheduled.first_published_at) == (1, NOW + 20 * HOUR)
    assert told("article.schedule") == {
        "title": "Sẽ đăng",
        "revision": 1,
        "go_live_at": "2026-11-23T22:00:00+00:00",
    }


def test_the_printed_day_is_that_of_its_moment_where_the_agency_is(
    scheduled: Article, editor: User
) -> None:
    assert scheduled.published_on == date(2026, 11, 24), "22:00 UTC is the next morning there"
    act(scheduling.schedule, scheduled, NOW + 70 * HOUR, actor=editor)
    assert scheduled.published_on == date(2026, 11, 26)
    assert workflow.latest_revision(scheduled).published_on is None, "nobody typed a day"
    act(workflow.publish, scheduled, actor=editor)
    assert scheduled.published_on == date(2026, 11, 23)


def test_publishing_it_at_once(scheduled: Article, editor: User) -> None:
    act(workflow.publish, scheduled, actor=editor, at=NOW + HOUR)
    assert state_of(scheduled, NOW + HOUR) is State.LIVE
    assert scheduled.go_live_at == scheduled.first_published_at == NOW + HOUR


@pytest.mark.parametrize("verb", [workflow.unpublish, workflow.trash])
def test_taken_back_before_anybody_saw_it_it_was_never_live(
    scheduled: Article, editor: User, verb: Any
) -> None:
    assert db.session.scalars(select(MediaUse.digest)).all() == [DIGEST]
    act(verb, scheduled, actor=editor)
    assert (scheduled.live_version, scheduled.go_live_at, scheduled.first_published_at) == (
        None,
        None,
        None,
    )
    assert not scheduled.was_live(NOW + 99 * HOUR)
    assert db.session.scalars(select(MediaUse.digest)).all() == []
    if scheduled.trashed_at:
        act(workflow.restore, scheduled, actor=editor)
    assert state_of(scheduled, NOW) is State.DRAFT


@pytest.mark.parametrize("hours", [-1, 0])
def test_moments_that_have_passed_are_refused(editor: User, news: Category, hours: int) -> None:
    article, moment = cast.draft(editor, news, at=NOW), NOW + hours * HOUR
    for verb, field in (
        (scheduling.schedule, "go_live_at"),
        (scheduling.set_expiry, "expire_at"),
        (scheduling.pin, "pinned_until"),
    ):
        with pytest.raises(BadMoment) as refused:
            act(verb, article, moment, actor=editor)
        assert refused.value.field == field
    assert state_of(article, NOW) is State.DRAFT


def test_an_end_before_the_beginning_is_refused(scheduled: Article, editor: User) -> None:
    for verb, *moments in (
        (scheduling.schedule, NOW + 9 * HOUR, NOW + 9 * HOUR),
        (scheduling.set_expiry, NOW + HOUR),
    ):
        with pytest.raises(BadMoment) as refused:
            act(verb, scheduled, *moments, actor=editor)
        assert refused.value.field == "expire_at"
    assert scheduled.expire_at == NOW + 40 * HOUR


def test_what_readers_see_is_not_scheduled_away(editor: User, news: Category) -> None:
    article = cast.live(editor, news, at=NOW)
    with pytest.raises(NotPossible):
        act(scheduling.schedule, article, NOW + HOUR, actor=editor)
    act(workflow.unpublish, article, actor=editor)
    act(scheduling.schedule, article, NOW + HOUR, actor=editor)
    assert state_of(article, NOW + HOUR) is State.LIVE
    assert article.first_published_at == NOW


def test_expiring_deletes_nothing_and_can_be_undone(editor: User, news: Category) -> None:
    article = cast.live(editor, news, at=NOW)
    act(scheduling.set_expiry, article, NOW + HOUR, actor=editor)
    assert state_of(article, NOW + HOUR) is State.EXPIRED
    assert told("article.expire") == {
        "title": article.title,
        "before": "",
        "after": "2026-11-23T03:00:00+00:00",
    }
    act(scheduling.set_expiry, article, None, actor=editor, at=NOW + 2 * HOUR)
    assert state_of(article, NOW + 2 * HOUR) is State.LIVE
    act(scheduling.set_expiry, article, None, actor=editor, at=NOW + 3 * HOUR)
    assert article.updated_at == NOW + 2 * HOUR, "nothing was changed the second time"


def test_pinning(editor: User, news: Category) -> None:
    article = cast.live(editor, news, at=NOW)
    act(scheduling.pin, article, NOW + HOUR, actor=editor)
    assert article.pinned_until == NOW + HOUR
    assert told("article.pin")["after"] == "2026-11-23T03:00:00+00:00"
    act(scheduling.pin, article, None, actor=editor)
    assert article.pinned_until is None


def test_scheduling_approves_what_was_seen_and_ends_the_review(
    writer: User, editor: User, news: Category
) -> None:
    article = act(review.submit_for_review, cast.draft(writer, news, at=NOW), actor=writer)
    on_screen = Seen(1, article.submitted_at)
    act(scheduling.schedule, article, NOW + HOUR, actor=editor, seen=on_screen)
    assert not article.is_under_review
    with pytest.raises(AlreadyDecided):
        act(scheduling.schedule, article, NOW + 2 * HOUR, actor=editor, seen=on_screen)
    assert article.go_live_at == NOW + HOUR


def test_writers_set_no_moments(writer: User, news: Category) -> None:
    article = cast.draft(writer, news, at=NOW)
    for verb in (scheduling.schedule, scheduling.set_expiry, scheduling.pin):
        with pytest.raises(NotAllowed):
            act(verb, article, NOW + HOUR, actor=writer)
