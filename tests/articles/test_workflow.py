from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.articles import queries, sanitise, workflow
from newsapp.articles.models import Article, MediaUse, Revision
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Attachment, Picture
from newsapp.publishing import EditConflict
from tests import cast

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def act(verb: Any, article: Article, actor: User, at: datetime = LATER) -> Article:
    with writing():
        return verb(article, actor=actor, at=at)


def save(
    article: Article, actor: User, category: Category, title: str, base: int | None = None
) -> Article:
    content = cast.content(category, title)
    with writing():
        return workflow.save_draft(
            article,
            content,
            base_version=article.version if base is None else base,
            actor=actor,
            at=LATER,
        )


def revisions(article: Article) -> list[Revision]:
    return list(
        db.session.scalars(
            select(Revision).where(Revision.article_id == article.id).order_by(Revision.number)
        )
    )


def told(article: Article) -> list[str]:
    events = select(AuditEvent).where(
        AuditEvent.target_type == "article", AuditEvent.target_id == article.id
    )
    return [event.action for event in db.session.scalars(events.order_by(AuditEvent.id))]


def is_published(article: Article, now: datetime = LATER) -> bool:
    return (
        db.session.scalar(
            select(Article.id).where(Article.id == article.id, queries.published(now))
        )
        is not None
    )


def test_create_starts_a_draft_with_its_first_revision(writer: User, news: Category) -> None:
    article = cast.draft(writer, news, "Tin đầu", at=NOW)
    assert (article.version, article.live_version, article.owner_id) == (1, None, writer.id)
    (first,) = revisions(article)
    assert (first.number, first.title, first.created_by_id, first.created_at) == (
        1,
        "Tin đầu",
        writer.id,
        NOW,
    )
    assert first.body_policy == sanitise.POLICY
    assert told(article) == ["article.create"]
    assert not is_published(article)


def test_save_adds_a_revision(writer: User, news: Category) -> None:
    article = save(cast.draft(writer, news, "Một", at=NOW), writer, news, "Hai")
    assert [r.title for r in revisions(article)] == ["Một", "Hai"]
    assert (article.version, article.title, article.updated_at) == (2, "Hai", LATER)
    assert told(article) == ["article.create", "article.save"]


def test_saving_what_is_there_adds_nothing(writer: User, news: Category) -> None:
    article = save(cast.draft(writer, news, "Một", at=NOW), writer, news, "Một", base=0)
    assert len(revisions(article)) == 1
    assert article.updated_at == NOW
    assert told(article) == ["article.create"]


def test_save_on_an_older_text_is_a_conflict_with_both_texts(
    writer: User, editor: User, news: Category
) -> None:
    article = cast.draft(writer, news, "Một", at=NOW)
    save(article, editor, news, "Của người biên tập")
    with pytest.raises(EditConflict) as conflict:
        save(article, writer, news, "Của người viết", base=1)
    assert conflict.value.theirs.title == "Của người biên tập"
    assert conflict.value.theirs.created_by_id == editor.id
    assert [r.title for r in revisions(article)] == ["Một", "Của người biên tập"]
    assert told(article) == ["article.create", "article.save"]


def test_publish_copies_the_latest_revision(editor: User, news: Category) -> None:
    article = act(workflow.publish, cast.draft(editor, news, "Một", at=NOW), editor)
    assert is_published(article)
    assert not is_published(article, LATER - timedelta(seconds=1))
    assert (article.live_version, article.first_published_at, article.go_live_at) == (
        1,
        LATER,
        LATER,
    )
    assert told(article)[-1] == "article.publish"


def test_publish_prints_the_local_day_where_none_was_given(editor: User, news: Category) -> None:
    evening = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)  # already the 24th where the agency is
    article = cast.live(editor, news, at=evening)
    assert article.published_on == revisions(article)[0].published_on == date(2026, 11, 24)


def test_publish_keeps_the_day_that_was_given(editor: User, news: Category) -> None:
    assert cast.live(editor, news, published_on=date(2020, 5, 20)).published_on == date(2020, 5, 20)


def test_a_draft_of_a_live_article_changes_nothing_for_readers(
    editor: User, news: Category
) -> None:
    article = cast.live(editor, news, "Đã đăng", at=NOW)
    save(article, editor, news, "Đang sửa")
    assert (article.title, article.version, article.live_version) == ("Đã đăng", 2, 1)
    assert article.has_unpublished_changes
    act(workflow.publish, article, editor)
    assert (article.title, article.live_version, article.has_unpublished_changes) == (
        "Đang sửa",
        2,
        False,
    )
    assert (article.go_live_at, article.first_published_at) == (NOW, NOW)


def test_publish_again_after_the_end(editor: User, news: Category) -> None:
    article = cast.live(editor, news, at=NOW)
    with writing():
        article.expire_at = NOW + timedelta(minutes=1)
    assert not is_published(article)
    assert is_published(act(workflow.publish, article, editor))


def test_unpublish_withdraws_and_publishing_brings_back(editor: User, news: Category) -> None:
    article = act(workflow.unpublish, cast.live(editor, news, at=NOW), editor)
    assert article.withdrawn_at == LATER
    assert not is_published(article)
    act(workflow.unpublish, article, editor)
    assert told(article).count("article.unpublish") == 1
    assert is_published(act(workflow.publish, article, editor))


def test_unpublishing_a_draft_does_nothing(editor: User, news: Category) -> None:
    article = act(workflow.unpublish, cast.draft(editor, news, at=NOW), editor)
    assert article.withdrawn_at is None
    assert told(article) == ["article.create"]


def test_trash_and_back_does_not_publish_by_itself(editor: User, news: Category) -> None:
    article = act(workflow.trash, cast.live(editor, news, at=NOW), editor)
    assert not is_published(article)
    act(workflow.trash, article, editor)
    act(workflow.restore, article, editor)
    act(workflow.restore, article, editor)
    assert not is_published(article)
    assert (article.trashed_at, article.withdrawn_at) == (None, LATER)
    assert told(article)[2:] == ["article.trash", "article.restore"]


def test_a_draft_comes_back_a_draft(editor: User, news: Category) -> None:
    article = act(workflow.trash, cast.draft(editor, news, at=NOW), editor)
    assert act(workflow.restore, article, editor).withdrawn_at is None


@pytest.mark.parametrize(
    "verb", [workflow.publish, workflow.unpublish, workflow.trash, workflow.restore]
)
def test_a_writer_may_do_none_of_these(writer: User, news: Category, verb: Any) -> None:
    article = cast.draft(writer, news)
    with pytest.raises(NotAllowed):
        act(verb, article, writer)
    assert told(article) == ["article.create"]


def test_a_writer_saves_no_article_of_others(
    writer: User, other_writer: User, news: Category
) -> None:
    article = cast.draft(writer, news, "Một")
    with pytest.raises(NotAllowed):
        save(article, other_writer, news, "Hai")
    assert len(revisions(article)) == 1


def test_a_verb_acts_on_how_the_article_stands_now(editor: User, news: Category) -> None:
    article = cast.live(editor, news, at=NOW)
    with db.engine.execution_options(writes=True).begin() as elsewhere:
        elsewhere.execute(update(Article).values(withdrawn_at=NOW))
    act(workflow.unpublish, article, editor)
    assert article.withdrawn_at == NOW
    assert told(article)[-1] == "article.publish"
    with db.engine.execution_options(writes=True).begin() as elsewhere:
        elsewhere.execute(update(Article).values(trashed_at=NOW))
    assert is_published(act(workflow.publish, article, editor))


def test_publishing_notes_the_files_that_the_live_text_shows(editor: User, news: Category) -> None:
    digests = {name: name * 16 for name in ("aa", "bb", "cc", "dd")}
    with writing():
        cover = Picture(
            digest=digests["bb"], width=480, height=300, filename="b.jpg", created_at=NOW
        )
        file = Attachment(
            digest=digests["cc"], filename="c.pdf", extension="pdf", size=1, created_at=NOW
        )
        db.session.add_all([cover, file])
    shown = f'<p><img src="/media/{digests["aa"]}-480.jpg" alt="x" width="480" height="300"></p>'
    links = [{"id": file.id, "title": "Tờ trình"}]
    article = cast.live(editor, news, body=shown, cover_id=cover.id, attachments=links)
    used = select(MediaUse.digest).order_by(MediaUse.digest)
    assert list(db.session.scalars(used)) == [digests["aa"], digests["bb"], digests["cc"]]
    save(article, editor, news, "Không còn ảnh")
    assert len(list(db.session.scalars(used))) == 3
    act(workflow.publish, article, editor)
    assert list(db.session.scalars(used)) == []


def test_audit_rows_say_who_when_and_what(editor: User, news: Category) -> None:
    article = act(workflow.publish, cast.draft(editor, news, "Một", at=NOW), editor)
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event is not None
    assert (event.at, event.actor_id, event.target_id) == (LATER, editor.id, article.id)
    assert event.details == {"title": "Một", "revision": 1}


def test_latest_revision_is_read_anew(editor: User, news: Category) -> None:
    article = cast.draft(editor, news, "Một", at=clock.now())
    assert workflow.latest_revision(article).title == "Một"
    with db.engine.execution_options(writes=True).begin() as elsewhere:
        elsewhere.execute(update(Revision).values(body="<p>mới</p>"))
    with writing():
        assert workflow.latest_revision(article).body == "<p>mới</p>"
