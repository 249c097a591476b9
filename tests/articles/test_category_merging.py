from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.articles import category_merging, workflow
from newsapp.articles.models import Article, Revision
from newsapp.audit import AuditEvent
from newsapp.categories import editing, queries
from newsapp.categories.editing import CategoryError
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.drafts import autosaves
from tests import cast, kept


@pytest.fixture
def notices(editor: User, news: Category) -> Category:
    with writing():
        return editing.add("Thông báo", actor=editor, at=clock.now())


def merge(category: Category, into: Category, expected: int, actor: User) -> int:
    with writing():
        moved = category_merging.merge(
            category, into, expected=expected, actor=actor, at=clock.now()
        )
    db.session.expire_all()
    return moved


def rework(article: Article, category: Category, actor: User) -> None:
    with writing():
        content = cast.content(category, "bản mới")
        workflow.save_draft(
            article, content, base_version=article.version, actor=actor, at=clock.now()
        )


def categories_of(kind: Any) -> set[int]:
    return set(db.session.scalars(select(kind.category_id)))


@pytest.mark.parts
def test_merging_moves_articles_with_all_their_versions(
    editor: User, news: Category, notices: Category
) -> None:
    moved_on = cast.live(editor, news)
    rework(moved_on, notices, editor)
    trashed = cast.live(editor, news)
    with writing():
        workflow.trash(trashed, actor=editor, at=clock.now())
        autosaves.keep(
            editor.id,
            "typed",
            None,
            {"category_id": [str(news.id)], "title": ["x"]},
            at=clock.now(),
        )
        autosaves.keep(editor.id, "other", None, {"category_id": ["11"]}, at=clock.now())
    cast.draft(editor, news)
    before = {row.id: (row.version, row.updated_at) for row in db.session.scalars(select(Article))}
    assert db.session.scalar(category_merging.count_in(news.id)) == 3
    assert merge(news, notices, 3, editor) == 3
    assert categories_of(Article) == categories_of(Revision) == {notices.id}
    assert {
        row.id: (row.version, row.updated_at) for row in db.session.scalars(select(Article))
    } == before
    typed = [kept.text_under(editor.id, key) for key in ("typed", "other")]
    assert [one.fields["category_id"] for one in typed if one] == [[str(notices.id)], ["11"]]
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "category.merge")
    ).one()
    assert event.details == {"name": "Hoạt động Sở, Ngành", "into": "Thông báo", "articles": 3}


def test_all_its_addresses_lead_to_the_other(
    editor: User, news: Category, notices: Category
) -> None:
    with writing():
        editing.change(
            news, name="Tin", description="", parent_id=None, is_hidden=False, moves_address=True,
            actor=editor, at=clock.now(),
        )  # fmt: skip
    merge(news, notices, 0, editor)
    for slug in ("tin", "hoat-dong-so-nganh"):
        assert db.session.scalars(queries.once_at(slug)).one().id == notices.id


def test_a_number_that_is_no_longer_right_moves_nothing(
    editor: User, news: Category, notices: Category
) -> None:
    cast.draft(editor, news)
    with pytest.raises(CategoryError, match="nay là 1"):
        merge(news, notices, 0, editor)
    assert categories_of(Article) == {news.id}


def test_a_category_is_not_merged_into_itself_nor_with_children(
    editor: User, news: Category, notices: Category
) -> None:
    with pytest.raises(CategoryError):
        merge(news, news, 0, editor)
    with writing():
        editing.add("Con", parent_id=news.id, actor=editor, at=clock.now())
    with pytest.raises(CategoryError):
        merge(news, notices, 0, editor)
    with pytest.raises(CategoryError), writing():
        category_merging.delete_empty(news, actor=editor, at=clock.now())


def test_two_who_merge_at_once(editor: User, news: Category, notices: Category) -> None:
    number = news.id
    merge(news, notices, 0, editor)
    with pytest.raises(CategoryError):
        merge(Category(id=number), notices, 0, editor)


def test_an_empty_category_lets_go_of_former_versions(
    editor: User, news: Category, notices: Category
) -> None:
    article = cast.live(editor, news)
    rework(article, notices, editor)
    with writing():
        workflow.publish(article, actor=editor, at=clock.now())
        category_merging.delete_empty(news, actor=editor, at=clock.now())
    assert categories_of(Revision) == {notices.id}


def test_a_writer_may_not(writer: User, news: Category, notices: Category) -> None:
    with pytest.raises(NotAllowed):
        merge(news, notices, 0, writer)
    with pytest.raises(NotAllowed), writing():
        category_merging.delete_empty(news, actor=writer, at=clock.now())
