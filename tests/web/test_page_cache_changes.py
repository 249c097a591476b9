"""What a change, and the clock, make of the cached pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from newsapp import clock, create_app
from newsapp.accounts import throttle, users
from newsapp.accounts.models import User
from newsapp.accounts.throttle import Count
from newsapp.articles import workflow
from newsapp.categories import editing
from newsapp.categories.models import Category
from newsapp.database import writing
from newsapp.parts.drafts import autosaves, presence
from tests import cast
from tests.pages import PageClient
from tests.statements import statements
from tests.web.page_cache_pages import article_address, engines


class TestAfterAChange:
    def test_a_published_text_is_what_the_next_reader_gets(
        self, client: PageClient, editor: User, news: Category
    ) -> None:
        article = cast.live(editor, news)
        address = f"/tin-tuc/{article.id}/{article.slug}"
        client.get(address)
        with writing():
            changed = cast.content(news, body="<p>Nội dung mới.</p>")
            workflow.save_draft(article, changed, base_version=1, actor=editor, at=clock.now())
            workflow.publish(article, actor=editor, at=clock.now())
        assert client.get(address).words(".prose") == ["Nội dung mới."]

    @pytest.mark.sqlite
    def test_another_process_sees_it_too(
        self, instance: Any, app: Flask, editor: User, news: Category
    ) -> None:
        other = create_app({"NEWSAPP_INSTANCE": str(instance)}, TESTING=True)
        browser = PageClient(other)
        assert "Chuyên mục mới" not in browser.get("/").text
        with writing():
            editing.add("Chuyên mục mới", actor=editor, at=clock.now())
        text = browser.get("/").text
        for engine in engines(other):
            engine.dispose()
        assert "Chuyên mục mới" in text

    def test_a_withdrawn_article_is_gone(
        self, client: PageClient, editor: User, news: Category
    ) -> None:
        article = cast.live(editor, news)
        address = f"/tin-tuc/{article.id}/{article.slug}"
        assert client.get(address).status_code == 200
        with writing():
            workflow.unpublish(article, actor=editor, at=clock.now())
        assert [client.get(address).status_code for _ in range(2)] == [410, 410]

    def test_drafts_and_sign_ins_make_no_page_anew(
        self, client: PageClient, editor: User, news: Category
    ) -> None:
        address = article_address(editor, news)
        client.get(address)
        cast.draft(editor, news)
        with writing():
            throttle.begin_guess([Count("key", 5)], clock.now())
        with writing():
            users.record_sign_in(editor, clock.now())
        with statements() as sent:
            client.get(address)
        assert sent == []

    def test_what_staff_type_makes_no_page_anew(
        self, app: Flask, editor: User, news: Category
    ) -> None:
        article = cast.live(editor, news)
        version = app.extensions["content_version"]
        before = version.now()
        for change in (
            lambda: autosaves.keep(editor.id, "1", article.id, {"title": ["Tin"]}, at=clock.now()),
            lambda: autosaves.forget(editor.id, "1"),
            lambda: presence.arrive(article.id, editor.id, at=clock.now()),
            lambda: presence.leave(article.id, editor.id),
        ):
            with writing():
                change()
        assert version.now() == before

    def test_an_undone_change_makes_no_page_anew(self, app: Flask, editor: User) -> None:
        version = app.extensions["content_version"]
        before = version.now()
        with pytest.raises(editing.CategoryError), writing():
            editing.add("Chuyên mục " * 10, actor=editor, at=clock.now())
        assert version.now() == before


class TestByTheClock:
    def test_a_scheduled_article_appears_at_its_moment(
        self, stopped_clock: cast.StoppedClock, client: PageClient, editor: User, news: Category
    ) -> None:
        article = cast.draft(editor, news)
        with writing():
            workflow.publish(article, actor=editor, at=clock.now())
            article.go_live_at = clock.now() + timedelta(seconds=30)
        address = f"/tin-tuc/{article.id}/{article.slug}"
        assert client.get(address).status_code == 404
        stopped_clock.move(seconds=29)
        assert client.get(address).status_code == 404
        stopped_clock.move(seconds=1)
        assert client.get(address).status_code == 200

    def test_an_article_leaves_when_it_expires(
        self, stopped_clock: cast.StoppedClock, client: PageClient, editor: User, news: Category
    ) -> None:
        article = cast.live(editor, news)
        with writing():
            article.expire_at = clock.now() + timedelta(seconds=30)
        address = f"/tin-tuc/{article.id}/{article.slug}"
        assert client.get(address).status_code == 200
        stopped_clock.move(seconds=30)
        assert client.get(address).status_code == 410

    def test_the_head_states_the_new_day_after_midnight(
        self, stopped_clock: cast.StoppedClock, client: PageClient
    ) -> None:
        stopped_clock.move(hours=14, minutes=59, seconds=59)  # 23:59:59 in Hồ Chí Minh City
        before = client.get("/").words(".today")
        stopped_clock.move(seconds=1)
        assert before == ["Thứ Hai, ngày 23 tháng 11 năm 2026"]
        assert client.get("/").words(".today") == ["Thứ Ba, ngày 24 tháng 11 năm 2026"]

    def test_nothing_is_kept_for_more_than_a_minute(
        self, stopped_clock: cast.StoppedClock, client: PageClient
    ) -> None:
        client.get("/")
        stopped_clock.move(seconds=60)
        with statements() as sent:
            client.get("/")
        assert sent
