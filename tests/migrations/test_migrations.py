from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, make_url, select, text
from sqlalchemy.exc import IntegrityError

from newsapp import create_app, migrating
from newsapp.accounts.models import Role, User
from newsapp.articles.models import Article, MediaUse, Revision
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast

SERVER = os.environ.get("NEWSAPP_TEST_DATABASE_URL", "")
HOW = (
    "needs PostgreSQL: pip install 'psycopg[binary]', then set NEWSAPP_TEST_DATABASE_URL="
    "postgresql+psycopg://user:password@host/postgres to a server where databases may be made"
)


def site(folder: Path, **more: str) -> Flask:
    return create_app({"NEWSAPP_INSTANCE": str(folder), "NEWSAPP_SECRET_KEY": "k" * 64, **more})


def close() -> None:
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    app = site(tmp_path)
    with app.app_context():
        yield app
        close()


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Iterator[Flask]:
    if not SERVER:
        pytest.skip(HOW)
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    names = [f"newsapp_test_{uuid.uuid4().hex[:12]}" for _ in range(2)]
    with server.connect() as connection:
        for name in names:
            connection.execute(text(f"CREATE DATABASE {name}"))
    urls = [make_url(SERVER).set(database=name).render_as_string(hide_password=False) for name in names]
    app = site(tmp_path, NEWSAPP_DATABASE_URL=urls[0], NEWSAPP_VISITORS_URL=urls[1])
    with app.app_context():
        yield app
        close()
    with server.connect() as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def tables(bind: str | None = None) -> set[str]:
    return set(inspect(db.engines[bind]).get_table_names())


def differences(bind: str | None) -> list[object]:
    with db.engines[bind].connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": migrating.is_modelled}
        )
        return list(compare_metadata(context, db.metadatas[bind]))


def fill() -> int:
    editor = cast.person("editor")
    with writing():
        category = Category(name="Thông báo", slug="thong-bao")
        db.session.add(category)
    return cast.live(editor, category, "Một bài", body="<p>chữ</p>").id


def up_down_and_up_again() -> None:
    assert sorted(migrating.pending()) == ["", "visitors"]
    assert migrating.upgrade()
    assert migrating.pending() == []
    assert not migrating.upgrade()
    fill()
    db.session.remove()
    downgrade(revision="base")
    assert tables() | tables("visitors") <= {"alembic_version", "sqlite_sequence"}
    assert migrating.upgrade()
    fill()


def test_up_from_nothing_down_and_up_again(bare: Flask) -> None:
    up_down_and_up_again()


@pytest.mark.parametrize("bind", [None, "visitors"])
def test_the_models_are_what_the_migrations_make(bare: Flask, bind: str | None) -> None:
    migrating.upgrade()
    assert differences(bind) == []


def test_the_partial_indexes_and_constraints_are_there(bare: Flask) -> None:
    migrating.upgrade()
    partial = "WHERE live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        made = dict(rows.all())
    assert made["ix_article_newest"].endswith(partial)
    assert made["ix_article_newest_in_category"].endswith(partial)
    for name in ("ck_article_live_version", "ck_article_go_live_at", "ck_user_account_role", "ck_site_identity_single"):
        assert any(name in sql for sql in made.values()), name
    assert "AUTOINCREMENT" in made["article"]


def test_migrating_again_keeps_every_row(bare: Flask) -> None:
    migrating.upgrade()
    number = fill()
    db.session.remove()
    downgrade(revision="0001")
    assert migrating.upgrade()
    assert not migrating.upgrade()
    assert db.session.get_one(Article, number).title == "Một bài"
    with writing():
        db.session.delete(db.session.get_one(Article, number))
    assert db.session.scalars(select(Revision)).all() == db.session.scalars(select(MediaUse)).all() == []


def schema() -> dict[str, str]:
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return {row.name: row.sql for row in rows}


def test_pages_come_without_touching_anything_else(bare: Flask) -> None:
    """The one column that may be empty from then on is changed in place: indexes, checks and children stay."""
    migrating.upgrade()
    number = fill()
    db.session.remove()
    downgrade(revision="0003")
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TRIGGER of_another AFTER DELETE ON article BEGIN SELECT 1; END"))
    before = schema()
    assert "category_id INTEGER NOT NULL" in before["article"]
    upgrade(revision="0007")
    after = schema()
    kept = {name: sql for name, sql in before.items() if name not in ("article", "revision", "category")}
    assert kept.items() <= after.items()
    for table in ("article", "revision"):
        assert "category_id INTEGER," in after[table]
        assert "category_id INTEGER NOT NULL" not in after[table]
    assert len(db.session.scalars(select(Revision.id).where(Revision.article_id == number)).all()) == 1
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


@pytest.mark.parametrize("fields", [{"address": None, "category_id": None}, {"address": "trang-moi"}])
def test_a_page_has_an_address_and_an_article_a_category(bare: Flask, fields: dict[str, object]) -> None:
    migrating.upgrade()
    article = db.session.get_one(Article, fill())
    for name, value in fields.items():
        setattr(article, name, value)
    with pytest.raises(IntegrityError, match="ck_article_address"):
        db.session.flush()
    db.session.rollback()


def test_going_back_keeps_what_pages_say(bare: Flask) -> None:
    migrating.upgrade()
    number = fill()
    article = db.session.get_one(Article, number)
    with writing():
        article.address, article.category_id = "gioi-thieu", None
        db.session.scalars(select(Revision)).one().category_id = None
    db.session.remove()
    downgrade(revision="0003")
    with db.engine.connect() as connection:
        row = connection.execute(text("SELECT title, category_id, withdrawn_at, updated_at FROM article")).one()
    assert (row.title, row.category_id, row.withdrawn_at) == ("Một bài", 1, row.updated_at)
    assert migrating.upgrade()


def test_foreign_keys_hold_after_migrating(bare: Flask) -> None:
    migrating.upgrade()
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_on_postgresql_too(on_postgresql: Flask) -> None:
    up_down_and_up_again()
    assert differences(None) == differences("visitors") == []
    assert db.session.scalars(select(User.role)).all() == [Role.EDITOR]
