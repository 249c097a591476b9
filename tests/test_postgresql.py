"""The same site on PostgreSQL, which takes over where SQLite is outgrown."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import URL

from newsapp import config, create_app, migrating
from newsapp.accounts.models import User
from newsapp.articles import sanitise, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.clock import now
from newsapp.database import db, writing
from newsapp.operations import check
from newsapp.publishing import EditConflict
from newsapp.visitors.visitor_counter import VisitorCounter
from tests import cast
from tests.pages import PageClient

SERVER = os.environ.get("NEWSAPP_TEST_DATABASE_URL", "")
REMEDY = (
    "PostgreSQL is missing. Set NEWSAPP_TEST_DATABASE_URL=postgresql+psycopg://user@host/postgres to a server where"
    " databases may be made, or run .ci/run, which starts one"
)
pytestmark = [pytest.mark.server, pytest.mark.skipif(not SERVER, reason=REMEDY)]


@pytest.fixture
def databases() -> Iterator[dict[str, URL]]:
    """Two new, empty databases, dropped at the end."""
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    mark = secrets.token_hex(4)
    names = {"content": f"newsapp_{mark}_content", "visitors": f"newsapp_{mark}_visitors"}
    with server.connect() as connection:
        for name in names.values():
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield {bind: make_url(SERVER).set(database=name) for bind, name in names.items()}
        for name in names.values():
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def app(databases: dict[str, URL], tmp_path: Path) -> Iterator[Flask]:
    config.make_secret_key(tmp_path)
    environ = {
        "NEWSAPP_INSTANCE": str(tmp_path),
        "NEWSAPP_DATABASE_URL": databases["content"].render_as_string(hide_password=False),
        "NEWSAPP_VISITORS_URL": databases["visitors"].render_as_string(hide_password=False),
    }
    app = create_app(environ, TESTING=True)
    with app.app_context():
        assert migrating.upgrade()
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def test_both_databases_are_migrated(app: Flask) -> None:
    assert [engine.dialect.name for engine in db.engines.values()] == ["postgresql", "postgresql"]
    assert migrating.pending() == []
    assert not migrating.upgrade()


def test_an_article_lives_as_it_does_on_sqlite(
    client: PageClient, editor: User, news: Category
) -> None:
    article = cast.draft(editor, news, "Lễ bế giảng", body="Đoạn một.\n\nĐoạn hai…")
    assert client.get(f"/tin-tuc/{article.id}").status_code == 404
    with writing():
        workflow.publish(article, actor=editor, at=now())
    page = client.get(f"/tin-tuc/{article.id}", follow_redirects=True)
    assert page.words("h1") == ["Lễ bế giảng"]
    assert "Lễ bế giảng" in page.text
    assert client.get("/").words(".lead-title") == ["Lễ bế giảng"]

    with writing():
        content = cast.content(news, "Lễ bế giảng", body="Đoạn ba.")
        workflow.save_draft(article, content, base_version=1, actor=editor, at=now())
    assert article.has_unpublished_changes
    content = cast.content(news, "Lễ bế giảng", body="Đoạn bốn.")
    with pytest.raises(EditConflict), writing():
        workflow.save_draft(article, content, base_version=1, actor=editor, at=now())

    with writing():
        workflow.unpublish(article, actor=editor, at=now())
    assert client.get(f"/tin-tuc/{article.id}/le-be-giang").status_code == 410
    assert sanitise.plain(db.session.get_one(Article, article.id).body) == "Đoạn một. Đoạn hai…"


def test_neighbours_and_the_staffs_list(
    client: PageClient, sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    older, middle, newer = (
        cast.live(editor, news, title) for title in ("Tin cũ", "Tin giữa", "Tin mới")
    )
    page = client.get(f"/tin-tuc/{middle.id}/{middle.slug}")
    assert page.words(".neighbours") == [f"Tin mới hơn {newer.title}Tin cũ hơn {older.title}"]
    desk = sign_in(editor)
    assert desk.get("/admin/articles").words(".row-title") == ["Tin mới", "Tin giữa", "Tin cũ"]


def test_visitors_are_counted(app: Flask, client: PageClient, news: Category) -> None:
    counter: VisitorCounter = app.extensions["visitor_counter"]
    readers = [PageClient(app) for _ in range(3)]
    for reader in readers:
        reader.get("/")
        reader.get("/dem.gif")
        reader.get("/")
    counter.flush()
    for reader in readers:
        reader.get("/")
    counter.flush()
    time.sleep(0.3)
    counts = counter.counts()
    assert counts is not None
    assert (counts.online, counts.today, counts.month, counts.total) == (3, 3, 3, 3)


def test_the_installation_is_looked_over(app: Flask, administrator: User, news: Category) -> None:
    assert [finding.what for finding in check.findings() if finding.severity == "error"] == []
