"""The count of the real server: several workers, stops and kills."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast
from tests.servers import Server, serving
from tests.visiting import Browser

VISITORS = 60
PAGES = 20
pytestmark = [pytest.mark.server, pytest.mark.sqlite]


@pytest.fixture
def address(app: Flask, editor: User, news: Category) -> str:
    article = cast.live(editor, news)
    path = f"/tin-tuc/{article.id}/{article.slug}"
    db.session.remove()
    return path


def totals(instance: Path) -> tuple[int, int, int]:
    """Visits, pages, views of articles."""
    with sqlite3.connect(instance / "visitors.db") as connection:
        visits, pages = connection.execute(
            "SELECT visits, pages FROM visitor_total"
        ).fetchone() or (0, 0)
        views = connection.execute("SELECT coalesce(sum(views), 0) FROM article_views").fetchone()[
            0
        ]
    connection.close()
    return visits, pages, views


def read(server: Server, browsers: list[dict[str, str]], path: str, times: int) -> None:
    """Each browser, known by its cookies, opens the page so many times; some at once."""

    def some(mine: list[dict[str, str]]) -> None:
        for cookies in mine:
            browser = Browser(server.url)
            browser.cookies = cookies
            for _ in range(times):
                assert browser.get(path).status == 200
            browser.close()

    _together([lambda mine=browsers[n::6]: some(mine) for n in range(6)])


def _together(jobs: list[Callable[[], None]]) -> None:
    errors: list[BaseException] = []

    def careful(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=careful, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def forget_all(redis_url: str) -> None:
    """The tests' Redis is one for all of them."""
    import redis

    with redis.Redis.from_url(redis_url) as stored:
        stored.flushall()


@pytest.mark.parametrize("counter", ["database", "redis"])
def test_every_page_is_counted_once_across_workers_and_a_restart(
    instance: Path, address: str, counter: str, request: pytest.FixtureRequest
) -> None:
    redis_url = request.getfixturevalue("redis_url") if counter == "redis" else ""
    if redis_url:
        forget_all(redis_url)
    browsers: list[dict[str, str]] = [{} for _ in range(VISITORS)]
    with serving(instance, REDIS_URL=redis_url) as server:
        read(server, browsers, address, PAGES // 2)
        server.stop(signal.SIGTERM)
        server.start()
        read(server, browsers, address, PAGES // 2)
    if counter == "redis":
        import redis

        with redis.Redis.from_url(redis_url, decode_responses=True) as stored:
            total = stored.hgetall("newsapp:total")
            stored.flushall()
        assert total == {"visits": str(VISITORS), "pages": str(VISITORS * PAGES)}
    else:
        visits, pages, _views = totals(instance)
        assert (visits, pages) == (VISITORS, VISITORS * PAGES)


def test_a_worker_that_is_told_to_stop_writes_first(instance: Path, address: str) -> None:
    browsers: list[dict[str, str]] = [{} for _ in range(12)]
    with serving(instance) as server:
        read(server, browsers, address, 1)
        before = totals(instance)
        read(server, browsers, address, 3)
        server.stop(signal.SIGTERM)
    assert before == (0, 0, 0)
    assert totals(instance) == (12, 48, 12)


@pytest.mark.long
def test_a_killed_worker_loses_no_more_than_its_last_second(instance: Path, address: str) -> None:
    browsers: list[dict[str, str]] = [{} for _ in range(12)]
    with serving(instance) as server:
        read(server, browsers, address, 5)
        time.sleep(1.2)
        read(server, browsers, address, 1)
        for pid in server.workers_now():
            os.kill(pid, signal.SIGKILL)
    _visits, pages, views = totals(instance)
    assert 12 * 5 <= pages <= 12 * 6
    assert 12 <= views <= 12 * 2
