from __future__ import annotations

import ast

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from newsapp import migrating
from newsapp.articles import workflow
from newsapp.articles.content import Content
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.clock import now
from newsapp.database import db, writing
from newsapp.parts.search.models import SearchEntry
from tests import cast

EMPTY_ENTRY = dict.fromkeys(
    [column.name for column in SearchEntry.__table__.columns if column.type.python_type is str], ""
)
ON_SQLITE = "SELECT rowid FROM search_words WHERE search_words MATCH 'title_fold : ' || :word"
ON_POSTGRESQL = "SELECT id FROM search_entry WHERE fold_words @@ to_tsquery('simple', :word)"


def tables(bind: str | None = None) -> set[str]:
    return set(inspect(db.engines[bind]).get_table_names())


def fill() -> Article:
    """Write a live article, which has a row in most tables."""
    editor = cast.person("editor")
    with writing():
        category = Category(name="Thông báo", slug="thong-bao")
        db.session.add(category)
    return cast.live(editor, category, "Một bài", body="<p>chữ</p>")


def test_up_from_nothing_down_and_up_again(bare: Flask) -> None:
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


@pytest.mark.parametrize("bind", [None, "visitors"])
def test_the_models_are_what_the_migrations_make(bare: Flask, bind: str | None) -> None:
    migrating.upgrade()
    options = {"compare_type": True, "include_object": migrating.is_modelled}
    with db.engines[bind].connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, db.metadatas[bind]) == []


def test_migrations_import_nothing_of_the_site() -> None:
    """What a migration does must not change when the site's code changes."""
    for path in (migrating.FOLDER / "versions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not [name for name in names if name.split(".")[0] == "newsapp"], path.name


def index_conditions(connection: Connection) -> dict[str, str]:
    """The partial indexes of the table article, each with its condition."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'article'"
    else:
        query = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'article'"
    rows = connection.execute(text(query)).all()
    found = {name: sql.partition(" WHERE ")[2] for name, sql in rows if sql and " WHERE " in sql}
    return {name: sql.translate(str.maketrans("", "", "()")) for name, sql in found.items()}


def test_the_partial_indexes_are_there(bare: Flask) -> None:
    migrating.upgrade()
    live = "live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"
    with db.engine.connect() as connection:
        found = index_conditions(connection)
    for name in ("newest", "newest_in_category", "by_day", "sitemap"):
        assert found[f"ix_article_{name}"] == live, name
    assert found["ix_article_newest_in_english"].startswith(f"{live} AND language")
    assert found["ix_article_never_live"] == "live_version IS NULL"
    for name in ("withdrawn_at", "trashed_at", "expire_at", "submitted_at", "pinned_until"):
        assert found[f"ix_article_{name}"] == f"{name} IS NOT NULL"
    assert found["ix_article_sent_back"] == "sent_back_at IS NOT NULL"
    assert len(found) == 12


@pytest.mark.parametrize(
    ("constraint", "table", "change"),
    [
        ("ck_article_live_version", "article", "live_version = version + 1"),
        ("ck_article_go_live_at", "article", "go_live_at = NULL"),
        ("ck_article_address", "article", "category_id = NULL"),
        ("ck_article_address", "article", "address = 'trang-moi'"),
        ("ck_user_account_role", "user_account", "role = 'king'"),
    ],
)
def test_a_constraint_refuses(bare: Flask, constraint: str, table: str, change: str) -> None:
    migrating.upgrade()
    fill()
    with db.engine.connect() as connection, pytest.raises(IntegrityError, match=constraint):
        connection.execute(text(f"UPDATE {table} SET {change}"))


def test_a_draft_needs_no_category(bare: Flask) -> None:
    migrating.upgrade()
    content = Content(title="", body="<p>Nháp</p>", category_id=None)
    with writing():
        draft = workflow.create(content, actor=cast.person("writer"), at=now())
    assert draft.category_id is None


def test_what_belongs_to_an_article_goes_with_it(bare: Flask) -> None:
    migrating.upgrade()
    fill()
    counted = text("SELECT count(*) FROM revision WHERE article_id = 1")
    with db.engine.begin() as connection:
        assert connection.scalar(counted) == 1
        connection.execute(text("DELETE FROM article WHERE id = 1"))
        assert connection.scalar(counted) == 0


def test_a_number_is_never_given_twice(bare: Flask) -> None:
    migrating.upgrade()
    first = fill()
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM article"))
    category = db.session.get_one(Category, 1)
    assert cast.draft(cast.person("editor"), category).id > first.id


def test_the_words_of_an_entry_are_found_as_it_changes(bare: Flask) -> None:
    migrating.upgrade()
    with db.engine.begin() as connection:
        query = text(ON_SQLITE if connection.dialect.name == "sqlite" else ON_POSTGRESQL)

        def finds(word: str) -> bool:
            return connection.execute(query, {"word": word}).scalars().all() == [7]

        entry = EMPTY_ENTRY | {"id": 7, "version": 1, "form": 1, "title_fold": "cho noi"}
        connection.execute(SearchEntry.__table__.insert(), [entry])
        assert finds("cho")
        connection.execute(text("UPDATE search_entry SET title_fold = 'ben song' WHERE id = 7"))
        assert finds("song")
        assert not finds("cho")
        connection.execute(text("DELETE FROM search_entry WHERE id = 7"))
        assert not finds("song")


@pytest.mark.parametrize("kind", ["sqlite"])
def test_foreign_keys_hold_after_migrating(bare: Flask) -> None:
    migrating.upgrade()
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
