"""A site whose content is kept in PostgreSQL: backed up, proven and restored there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, select, text

from newsapp import clock, config, create_app, database, migrating
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.operations.backup import postgres, restore, restore_test
from newsapp.operations.errors import OperationError
from tests import cast
from tests.operations.backup.conftest import AT, back_up

SERVER = os.environ.get("NEWSAPP_TEST_DATABASE_URL", "")


def run(statement: str) -> None:
    engine = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def scratch_databases() -> set[str]:
    """Those that a drill makes; other tests make others on the same server meanwhile."""
    query = text("SELECT datname FROM pg_database WHERE datname LIKE 'newsapp_drill_%'")
    engine = create_engine(SERVER)
    with engine.connect() as connection:
        names = set(connection.scalars(query))
    engine.dispose()
    return {name for name in names if name.startswith("newsapp_drill_")}


@pytest.fixture
def url() -> Iterator[str]:
    if not SERVER:
        pytest.skip(
            "needs PostgreSQL: set NEWSAPP_TEST_DATABASE_URL to a server where databases may be"
            " made"
        )
    name = f"newsapp_{secrets.token_hex(5)}"
    run(f"CREATE DATABASE {name}")
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def site(url: str, tmp_path: Path) -> Iterator[Flask]:
    """Three live articles in PostgreSQL, visitors in SQLite."""
    config.make_secret_key(tmp_path / "instance")
    app = create_app({"NEWSAPP_INSTANCE": str(tmp_path / "instance"), "NEWSAPP_DATABASE_URL": url})
    with app.app_context():
        migrating.upgrade()
        with writing():
            news = Category(name="Tin", slug="tin", position=1)
            db.session.add(news)
        for title in ("Một", "Hai", "Ba"):
            cast.live(cast.person("editor"), news, title)
        yield app
        database.close()


def titles() -> list[str]:
    db.session.rollback()
    found = list(db.session.scalars(select(Article.title).order_by(Article.id)))
    db.session.rollback()
    return found


def test_backed_up_proven_and_restored(site: Flask, url: str, backups: Path) -> None:
    made = back_up(backups)
    assert "content.dump" in made.manifest.entries
    assert "visitors.db" in made.manifest.entries
    assert made.manifest.counts["content"]["article"] == 3
    proof = restore_test.drill(made.path, site.config["INSTANCE"], {"content": url}, clock.now())
    assert proof["articles"] == 3
    assert scratch_databases() == set()

    with writing():
        db.session.delete(db.session.get_one(Article, 1))
    database.close()
    restore.restore(made.path, site.config["INSTANCE"], {"content": url}, AT)
    assert titles() == ["Một", "Hai", "Ba"]
    (former,) = restore.former_states(site.config["INSTANCE"])
    postgres.load(postgres.address(url), former / "content.dump")
    assert titles() == ["Hai", "Ba"]


def test_a_damaged_dump_changes_nothing(site: Flask, url: str, backups: Path) -> None:
    made = back_up(backups)
    dump = made.path / "content.dump"
    dump.write_bytes(dump.read_bytes()[:-50])
    with pytest.raises(OperationError):
        restore.restore(made.path, site.config["INSTANCE"], {"content": url}, AT)
    assert titles() == ["Một", "Hai", "Ba"]


def test_without_a_server_to_try_it_on_the_drill_says_so(site: Flask, backups: Path) -> None:
    made = back_up(backups)
    with pytest.raises(OperationError, match="NEWSAPP_DATABASE_URL names no server"):
        restore_test.drill(made.path, site.config["INSTANCE"], {}, clock.now())


def test_the_password_is_not_on_the_command_line() -> None:
    shown = postgres._dbname(make_url("postgresql+psycopg://user:secret@db.local:5433/news"))
    assert shown == "--dbname=postgresql://user@db.local:5433/news"
