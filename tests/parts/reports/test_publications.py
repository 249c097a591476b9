from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.reports import publications
from newsapp.parts.reports.periods import DAYS, Period, around
from newsapp.parts.reports.publications import Sum
from newsapp.registry import Publication
from tests import cast
from tests.parts.documents import papers

NOVEMBER = around("month", date(2026, 11, 1))


@pytest.fixture(autouse=True)
def still(stopped_clock: cast.StoppedClock) -> cast.StoppedClock:
    """23 November 2026, nine o'clock in the morning there."""
    return stopped_clock


def published(period: Period = NOVEMBER) -> list[Publication]:
    return publications.published_in(period)


def live(actor: User, news: Category, title: str, at: datetime) -> Article:
    return cast.live(actor, news, title, at=at)


def test_what_went_live_in_the_period_by_the_agencys_own_days(editor: User, news: Category) -> None:
    for title, at in (
        ("tháng trước", datetime(2026, 10, 31, 16, 59, tzinfo=UTC)),
        ("đầu tháng", datetime(2026, 10, 31, 17, 0, tzinfo=UTC)),
        ("cuối tháng", datetime(2026, 11, 20, 16, 59, tzinfo=UTC)),
    ):
        live(editor, news, title, at)
    assert [(piece.title, piece.day) for piece in published()] == [
        ("đầu tháng", date(2026, 11, 1)),
        ("cuối tháng", date(2026, 11, 20)),
    ]


def test_what_was_taken_down_counts_and_what_is_in_the_trash_or_never_was_live_does_not(
    editor: User, news: Category
) -> None:
    at = clock.now() - timedelta(days=1)
    cast.draft(editor, news, "nháp", at=at)
    taken_down, thrown_away = live(editor, news, "gỡ", at), live(editor, news, "rác", at)
    with writing():
        workflow.unpublish(taken_down, actor=editor, at=clock.now())
        workflow.trash(thrown_away, actor=editor, at=clock.now())
    assert [piece.title for piece in published()] == ["gỡ"]


def test_publishing_a_change_counts_no_second_time(
    editor: User, news: Category, still: cast.StoppedClock
) -> None:
    article = live(editor, news, "Bản đầu", datetime(2026, 10, 1, tzinfo=UTC))
    with writing():
        text = cast.content(news, "Bản sau")
        workflow.save_draft(article, text, base_version=1, actor=editor, at=clock.now())
        workflow.publish(article, actor=editor, at=clock.now())
    assert published() == []
    assert [piece.title for piece in published(around("year", date(2026, 1, 1)))] == ["Bản sau"]


def test_views_are_those_of_the_period(editor: User, news: Category) -> None:
    article = live(editor, news, "Được đọc", clock.now() - timedelta(days=5))
    cast.read(article, clock.now() - timedelta(days=1), clock.now())
    assert [piece.views for piece in published()] == [2]
    today = clock.local_date(clock.now())
    assert published(Period(DAYS, today, today)) == []
    first = today - timedelta(days=5)
    assert [piece.views for piece in published(Period(DAYS, first, today - timedelta(days=1)))] == [
        1
    ]


def test_a_page_is_another_kind(editor: User, news: Category) -> None:
    page, _article = (
        live(editor, news, "Giới thiệu", clock.now()),
        live(editor, news, "Tin", clock.now()),
    )
    with writing():
        page.category_id, page.address = None, "gioi-thieu"
        db.session.add(page)
    assert [(piece.title, piece.kind, piece.category) for piece in published()] == [
        ("Tin", "news", "Hoạt động Sở, Ngành"),
        ("Giới thiệu", "page", ""),
    ]


def test_a_document_is_one_too_whose_views_are_not_counted(editor: User, news: Category) -> None:
    article = live(editor, news, "Tin", clock.now())
    document = papers.live(editor)
    assert document.id == article.id
    cast.read(article, clock.now())
    assert [(piece.kind, piece.title.partition(":")[0], piece.views) for piece in published()] == [
        ("document", "115/QĐ-UBND", None),
        ("news", "Tin", 1),
    ]
    kinds = publications.sums(published(), lambda one: one.kind)
    assert kinds == [Sum("news", 1, 1), Sum("document", 1, None)]


def publication(author: str, at: datetime, views: int = 0) -> Publication:
    return Publication("news", "Tin bài", 1, "Tin", author, "", at, views)


def test_sums_put_the_most_first(editor: User) -> None:
    at = clock.now()
    read = [("An", 1), ("Bình", 5), ("An", 2), ("Chi", 7)]
    written = [publication(author, at, views) for author, views in read]
    assert publications.sums(written, lambda one: one.author) == [
        Sum("An", 2, 3),
        Sum("Chi", 1, 7),
        Sum("Bình", 1, 5),
    ]


def test_sums_over_time_have_every_day(app: Flask) -> None:
    at = datetime(2026, 11, 3, 18, 0, tzinfo=UTC)  # the fourth where the agency is
    days = publications.sums_over_time([publication("An", at, 4)], NOVEMBER)
    assert len(days) == 30
    assert [day for day in days if day.count] == [Sum("04/11", 1, 4)]
    assert publications.sums_over_time([], NOVEMBER)[0].count == 0
