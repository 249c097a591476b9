from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles import queries
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.publishing import State, state_of
from tests import cast

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MOMENTS = (None, NOW - MINUTE, NOW, NOW + MINUTE)


def numbers(rows: Any) -> list[int]:
    return [row.id for row in db.session.execute(rows)]


def alter(article: Article, **fields: Any) -> Article:
    with writing():
        for name, value in fields.items():
            setattr(article, name, value)
    return article


def test_states_agree_with_published_in_every_combination(editor: User, news: Category) -> None:
    with writing():
        for version, go_live, expire, withdrawn, trashed, submitted, sent_back in itertools.product(
            (None, 1), MOMENTS, MOMENTS, (None, NOW), (None, NOW), (None, NOW), (None, NOW)
        ):
            if version is not None and go_live is None:
                continue
            article = Article(
                owner_id=editor.id, created_at=NOW, updated_at=NOW, version=1, live_version=version, go_live_at=go_live,
                expire_at=expire, withdrawn_at=withdrawn, trashed_at=trashed, submitted_at=submitted,
                sent_back_at=sent_back,
            )  # fmt: skip
            article.take(cast.content(news))
            db.session.add(article)
    seen = set(db.session.scalars(select(Article.id).where(queries.published(NOW))))
    everything = db.session.scalars(select(Article)).all()
    assert len(everything) == 4 * 7 * 4 * 4
    assert {article.id for article in everything if state_of(article, NOW) is State.LIVE} == seen
    assert {state_of(article, NOW) for article in everything} == set(State)


def test_cards_are_the_published_ones_newest_first(editor: User, news: Category) -> None:
    old = cast.live(editor, news, "cũ", at=NOW - 2 * MINUTE)
    same_a = cast.live(editor, news, "a", at=NOW - MINUTE)
    same_b = cast.live(editor, news, "b", at=NOW - MINUTE)
    cast.draft(editor, news, at=NOW - MINUTE)
    cast.live(editor, news, at=NOW + MINUTE)
    assert numbers(queries.cards(NOW)) == [same_b.id, same_a.id, old.id]
    assert db.session.scalar(queries.count_published(NOW, news.id)) == 3


def test_neighbours_at_equal_moments_are_each_met_once(
    editor: User, news: Category, app: Flask
) -> None:
    made = [cast.live(editor, news, str(n), at=NOW - MINUTE * (n // 3)).id for n in range(9)]
    order = numbers(queries.cards(NOW))
    assert sorted(order) == sorted(made)
    db.session.expire_all()
    for place, number in enumerate(order):
        article = db.session.get_one(Article, number)
        assert numbers(queries.older(article, NOW, 9)) == order[place + 1 :]
        assert numbers(queries.newer(article, NOW, 9)) == order[:place][::-1]


def test_neighbours_stay_in_their_category_and_in_sight(editor: User, news: Category) -> None:
    with writing():
        other = Category(name="Thông báo", slug="thong-bao", position=2)
        db.session.add(other)
    article = cast.live(editor, news, at=NOW - 3 * MINUTE)
    cast.live(editor, other, at=NOW - 2 * MINUTE)
    alter(cast.live(editor, news, at=NOW - 2 * MINUTE), withdrawn_at=NOW)
    assert numbers(queries.newer(article, NOW, 9)) == []


def test_cards_by_category_gives_the_newest_of_each(editor: User, news: Category) -> None:
    with writing():
        other = Category(name="Thông báo", slug="thong-bao", position=2)
        db.session.add(other)
    in_news = [cast.live(editor, news, at=NOW - n * MINUTE).id for n in range(4)]
    in_other = [cast.live(editor, other, at=NOW - n * MINUTE).id for n in range(2)]
    rows = db.session.execute(queries.cards_by_category(NOW, [news.id, other.id], 3)).all()
    assert [(row.category_id, row.id) for row in rows] == [
        *((news.id, n) for n in in_news[:3]),
        *((other.id, n) for n in in_other),
    ]
    assert db.session.execute(queries.cards_by_category(NOW, [], 3)).all() == []


@pytest.fixture
def one_of_each(editor: User, writer: User, news: Category) -> dict[str, int]:
    earlier = NOW - 5 * MINUTE
    changed = cast.live(editor, news, "đã sửa", at=earlier)
    with writing():
        from newsapp.articles import workflow

        workflow.save_draft(
            changed, cast.content(news, "bản mới"), base_version=1, actor=editor, at=NOW
        )
    return {
        "draft": cast.draft(writer, news, at=earlier).id,
        "review": alter(
            cast.draft(writer, news, at=earlier), submitted_at=NOW, submitted_version=1
        ).id,
        "returned": alter(cast.draft(writer, news, at=earlier), sent_back_at=NOW).id,
        "live, under review": alter(
            cast.live(editor, news, at=earlier), submitted_at=NOW, submitted_version=1
        ).id,
        "live": cast.live(editor, news, at=earlier).id,
        "changed": changed.id,
        "scheduled": cast.live(editor, news, at=NOW + MINUTE).id,
        "expired": alter(cast.live(editor, news, at=earlier), expire_at=NOW).id,
        "withdrawn": alter(cast.live(editor, news, at=earlier), withdrawn_at=NOW).id,
        "trashed": alter(cast.live(editor, news, at=earlier), trashed_at=NOW).id,
        "trashed draft": alter(cast.draft(editor, news, at=earlier), trashed_at=NOW).id,
    }


@pytest.mark.parametrize(
    ("state", "named"),
    [
        (
            "all",
            {
                "draft",
                "review",
                "returned",
                "live, under review",
                "live",
                "changed",
                "scheduled",
                "expired",
            }
            | {"withdrawn"},
        ),
        ("draft", {"draft"}),
        ("scheduled", {"scheduled"}),
        ("review", {"review", "live, under review"}),
        ("returned", {"returned"}),
        ("live", {"live", "changed", "live, under review"}),
        ("changed", {"changed"}),
        ("ended", {"expired", "withdrawn"}),
        ("trash", {"trashed", "trashed draft"}),
    ],
)
def test_the_desk_by_state(one_of_each: dict[str, int], state: str, named: set[str]) -> None:
    rows = db.session.scalars(select(Article.id).where(queries.in_state(NOW, state, None)))
    assert set(rows) == {one_of_each[name] for name in named}


def test_the_desk_can_be_narrowed_to_ones_own(one_of_each: dict[str, int], writer: User) -> None:
    rows = db.session.scalars(select(Article.id).where(queries.in_state(NOW, "all", writer.id)))
    assert set(rows) == {one_of_each[name] for name in ("draft", "review", "returned")}


def test_what_waits_is_counted_for_those_who_decide_and_for_each_writer(
    one_of_each: dict[str, int], writer: User, other_writer: User
) -> None:
    assert db.session.scalar(queries.count_waiting()) == 2
    assert db.session.scalar(queries.count_waiting(writer.id)) == 1
    assert db.session.scalar(queries.count_waiting(other_writer.id)) == 0


def test_the_pinned_lead_until_their_moment(editor: User, news: Category) -> None:
    old = alter(cast.live(editor, news, "ghim", at=NOW - 9 * MINUTE), pinned_until=NOW + MINUTE)
    fresh = cast.live(editor, news, "mới", at=NOW - MINUTE)
    alter(cast.draft(editor, news, "nháp"), pinned_until=NOW + MINUTE)
    alter(
        cast.live(editor, news, "đã gỡ", at=NOW - MINUTE),
        pinned_until=NOW + MINUTE,
        withdrawn_at=NOW,
    )

    def led(now: datetime) -> list[int]:
        return list(
            dict.fromkeys(row.id for row in db.session.execute(queries.leading(7), {"now": now}))
        )

    assert led(NOW) == [old.id, fresh.id]
    assert led(NOW + MINUTE) == [fresh.id, old.id]
    moments = [db.session.scalar(change) for change in queries.next_changes(NOW)]
    assert min(moment for moment in moments if moment) == NOW + MINUTE


def test_counts_by_category_leave_out_the_trash(
    one_of_each: dict[str, int], news: Category
) -> None:
    assert [tuple(row) for row in db.session.execute(queries.counts_by_category())] == [
        (news.id, 9)
    ]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (
            queries.cards(NOW).limit(7),
            "ix_article_",
        ),  # of the newest, or the sitemap's, which begins alike
        (queries.count_waiting(), "ix_article_submitted_at"),
        (queries.count_waiting(1), "ix_article_sent_back"),
        (queries.cards(NOW, 1).limit(12), "ix_article_newest_in_category"),
        (queries.count_published(NOW, 1), "ix_article_newest_in_category"),
        (queries.cards_by_category(NOW, [1, 2], 4), "ix_article_newest_in_category"),
        (
            queries.older(Article(id=5, category_id=1, go_live_at=NOW), NOW, 4),
            "ix_article_newest_in_category",
        ),
        (
            queries.newer(Article(id=5, category_id=1, go_live_at=NOW), NOW, 1),
            "ix_article_newest_in_category",
        ),
    ],
)
def test_readers_lists_are_read_off_an_index(app: Flask, rows: Any, index: str) -> None:
    compiled = rows.compile(db.engine, compile_kwargs={"literal_binds": True})
    with db.engine.connect() as connection:
        plan = [
            str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
        ]
    on_articles = [step for step in plan if " article" in step]
    assert on_articles, plan
    assert all(index in step for step in on_articles), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan
