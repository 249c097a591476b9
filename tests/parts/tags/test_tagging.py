from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.tags import queries as tag_queries
from newsapp.parts.tags import tagging
from newsapp.parts.tags.models import ArticleTag, Tag
from tests import cast

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def tag(address: str) -> Tag:
    return db.session.scalars(tag_queries.tag_at(address)).one()


def do(verb: Any, *given: Any, actor: User) -> Any:
    with writing():
        result = verb(*given, actor=actor, at=clock.now())
    db.session.expire_all()
    return result


def tags_of(article: Article) -> list[str]:
    """The tags by which readers find it, which are also those that its page shows."""
    joined = select(Tag.name).join(ArticleTag, ArticleTag.tag_id == Tag.id)
    names = list(
        db.session.scalars(joined.where(ArticleTag.article_id == article.id).order_by(Tag.name))
    )
    assert sorted(names) == sorted(article.tags)
    return names


def found_by(address: str) -> list[int]:
    number = tag(address).id
    rows = db.session.execute(tag_queries.cards_with_tag(NOW, number)).all()
    assert db.session.scalar(tag_queries.count_with_tag(NOW, number)) == len(rows)
    return [row.id for row in rows]


def test_publishing_makes_the_tags_and_saving_does_not(editor: User, news: Category) -> None:
    article = cast.draft(editor, news, tags=["chuyển đổi số", "học bổng"])
    assert db.session.scalars(select(Tag)).all() == []
    with writing():
        workflow.publish(article, actor=editor, at=clock.now())
    assert tags_of(article) == ["chuyển đổi số", "học bổng"]
    with writing():
        content = cast.content(news, tags=["bản nháp"])
        workflow.save_draft(article, content, base_version=1, actor=editor, at=clock.now())
    assert tags_of(article) == ["chuyển đổi số", "học bổng"]
    with writing():
        workflow.publish(article, actor=editor, at=clock.now())
    assert tags_of(article) == ["bản nháp"]
    assert found_by("hoc-bong") == []


def test_a_tag_keeps_the_first_spelling(editor: User, news: Category) -> None:
    first = cast.live(editor, news, tags=["Học bổng"])
    second = cast.live(editor, news, tags=["hoc bong"])
    assert tags_of(second) == ["Học bổng"]
    assert found_by("hoc-bong") == [second.id, first.id]


def test_only_what_readers_see_is_found(editor: User, news: Category) -> None:
    article = cast.live(editor, news, tags=["học bổng"])
    do(workflow.unpublish, article, actor=editor)
    assert found_by("hoc-bong") == []


def test_renaming_reaches_articles_and_old_versions(editor: User, news: Category) -> None:
    article = cast.live(editor, news, tags=["họ bổng", "khác"])
    do(tagging.rename, tag("ho-bong"), "học bổng", actor=editor)
    assert tags_of(article) == ["học bổng", "khác"]
    assert tagging.current_names(["họ bổng"]) == ["học bổng"]
    with writing():
        workflow.publish(
            article, actor=editor, at=clock.now()
        )  # its version still says the former name
    assert tags_of(article) == ["học bổng", "khác"]
    assert len(db.session.scalars(select(Tag)).all()) == 2
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "tag.rename")).one()
    assert event.details == {"before": "họ bổng", "after": "học bổng"}


def test_renaming_there_and_back_again(editor: User, news: Category) -> None:
    cast.live(editor, news, tags=["a"])
    one = tag("a")
    for name in ("b", "c", "a", "b", "A"):
        do(tagging.rename, one, name, actor=editor)
    assert (one.name, one.slug) == ("A", "a")
    assert {db.session.scalar(tag_queries.tag_once_at(slug)) for slug in ("b", "c")} == {one}
    assert db.session.scalar(tag_queries.tag_once_at("a")) is None


@pytest.mark.parametrize("name", ["", " ", "#", "a, b", "a;b", "x" * 61, "KHAC", "\u202e"])
def test_names_that_cannot_be(editor: User, news: Category, name: str) -> None:
    cast.live(editor, news, tags=["một", "khác"])
    with pytest.raises(tagging.TagError):
        do(tagging.rename, tag("mot"), name, actor=editor)
    assert tag("mot").name == "một"


def test_a_name_that_leads_to_another_tag_is_taken(editor: User, news: Category) -> None:
    cast.live(editor, news, tags=["một", "hai"])
    do(tagging.rename, tag("mot"), "một mới", actor=editor)
    with pytest.raises(tagging.TagError):
        do(tagging.rename, tag("hai"), "một", actor=editor)


def test_merging_joins_the_articles_and_leads_on(editor: User, news: Category) -> None:
    both = cast.live(editor, news, tags=["CĐS", "chuyển đổi số"])
    one = cast.live(editor, news, tags=["CĐS"])
    do(tagging.rename, tag("cds"), "C-Đ-S", actor=editor)
    assert do(tagging.merge, tag("c-d-s"), tag("chuyen-doi-so"), actor=editor) == 2
    assert tags_of(both) == tags_of(one) == ["chuyển đổi số"]
    assert [
        db.session.scalars(tag_queries.tag_once_at(slug)).one().name for slug in ("cds", "c-d-s")
    ] == 2 * ["chuyển đổi số"]
    assert tagging.current_names(["cđs"]) == ["chuyển đổi số"]


def test_a_tag_cannot_be_merged_into_itself(editor: User, news: Category) -> None:
    cast.live(editor, news, tags=["một"])
    with pytest.raises(tagging.TagError):
        do(tagging.merge, tag("mot"), tag("mot"), actor=editor)


def test_deleting_takes_it_off_the_live_and_the_latest_text(editor: User, news: Category) -> None:
    article = cast.live(editor, news, tags=["một", "hai"])
    assert do(tagging.delete_tag, tag("mot"), actor=editor) == 1
    assert tags_of(article) == workflow.latest_revision(article).tags == ["hai"]
    assert db.session.scalars(select(ArticleTag.article_id)).all() == [article.id]


def test_a_writer_may_not(writer: User, editor: User, news: Category) -> None:
    cast.live(editor, news, tags=["một", "hai"])
    one, two = tag("mot"), tag("hai")
    for verb, given in (
        (tagging.rename, (one, "ba")),
        (tagging.merge, (one, two)),
        (tagging.delete_tag, (one,)),
    ):
        with pytest.raises(NotAllowed):
            do(verb, *given, actor=writer)
