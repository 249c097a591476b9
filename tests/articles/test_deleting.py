"""Deleting for good, by hand and by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.admin.form_tokens import key_of_article
from newsapp.articles import deleting, workflow
from newsapp.articles.models import Article, DeletedArticle, MediaUse, Revision, RevisionMedia
from newsapp.articles.workflow import NotPossible
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.drafts import autosaves, presence
from tests import cast
from tests.pages import PageClient

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
BODY = f'<p><img src="/media/{"ab" * 16}-480.jpg" alt="x" width="480" height="300"></p>'


def thrown_away(editor: User, news: Category, *, live: bool = True, at: datetime = NOW) -> Article:
    article = (cast.live if live else cast.draft)(editor, news, "Bỏ", at=at, body=BODY)
    with writing():
        return workflow.trash(article, actor=editor, at=at)


def delete(article: Article, actor: User) -> None:
    with writing():
        deleting.delete_for_good(article, actor=actor, at=NOW)


def test_nothing_of_it_is_left_but_its_number_and_who_did_it(
    administrator: User, editor: User, news: Category
) -> None:
    article = thrown_away(editor, news)
    number = article.id
    with writing():
        autosaves.keep(editor.id, key_of_article(number), number, {"title": ["x"]}, at=NOW)
        presence.arrive(number, editor.id, at=NOW)
    delete(article, administrator)
    for left in (Article, Revision, MediaUse, RevisionMedia, autosaves.Autosave, presence.Presence):
        assert db.session.scalars(select(left)).all() == [], left
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "article.delete")
    ).one()
    assert (event.actor_id, event.target_id, event.details) == (
        administrator.id,
        number,
        {"title": "Bỏ", "revisions": 1},
    )


def test_its_address_says_that_it_is_gone_if_it_was_ever_there(
    administrator: User, editor: User, news: Category, client: PageClient
) -> None:
    was_live, never = thrown_away(editor, news), thrown_away(editor, news, live=False)
    numbers = was_live.id, never.id
    delete(was_live, administrator)
    delete(never, administrator)
    assert [client.get(f"/tin-tuc/{number}/bo").status_code for number in numbers] == [410, 404]
    assert db.session.scalars(select(DeletedArticle.id)).all() == [numbers[0]]
    assert cast.draft(editor, news).id not in numbers, "a number is never given twice"


def test_only_from_the_trash_and_only_by_an_administrator(
    administrator: User, editor: User, news: Category
) -> None:
    with pytest.raises(NotPossible):
        delete(cast.live(editor, news), administrator)
    with pytest.raises(NotAllowed):
        delete(thrown_away(editor, news), editor)
    assert len(db.session.scalars(select(Article)).all()) == 2


def test_the_trash_empties_itself_after_thirty_days(
    app: Flask, editor: User, news: Category
) -> None:
    old, young = (
        thrown_away(editor, news, at=NOW - 30 * DAY),
        thrown_away(editor, news, at=NOW - 29 * DAY),
    )
    kept = cast.live(editor, news, at=NOW - 99 * DAY)
    number = old.id
    assert deleting.empty_trash(NOW) == [number]
    assert deleting.empty_trash(NOW) == []
    assert set(db.session.scalars(select(Article.id))) == {young.id, kept.id}
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "article.delete")
    ).one()
    assert (event.actor_id, event.target_id) == (None, number)


def test_sweeping_empties_it(app: Flask, editor: User, news: Category) -> None:
    number = thrown_away(editor, news, at=datetime.now(UTC) - 31 * DAY).id
    said = app.test_cli_runner().invoke(args=["sweep"])
    assert said.exit_code == 0, said.output
    assert f"Deleted article {number}, which had lain in the trash for 30 days" in said.output
    assert db.session.scalars(select(Article)).all() == []
