from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsapp.operations.upgrade import database_rollback

VISITS = "CREATE TABLE visits (n INTEGER); INSERT INTO visits VALUES (1);"
MIGRATION = (
    "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('{}');"
)


def make(path: Path, script: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def former(tmp_path: Path) -> Path:
    make(tmp_path / "former" / "visitors.db", VISITS + MIGRATION.format("0001"))
    return tmp_path / "former"


def test_a_database_of_the_same_shape_keeps_what_was_counted_meanwhile(
    tmp_path: Path, former: Path
) -> None:
    live = make(tmp_path / "visitors.db", VISITS + MIGRATION.format("0002"))
    make(live, "UPDATE visits SET n = 5;")
    database_rollback.roll_back(tmp_path, former, "visitors")
    assert rows(live, "SELECT n FROM visits") == [(5,)]
    assert rows(live, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_one_of_another_shape_is_replaced_by_the_former_copy(tmp_path: Path, former: Path) -> None:
    live = make(tmp_path / "visitors.db", VISITS + MIGRATION.format("0002"))
    make(live, "ALTER TABLE visits ADD COLUMN more TEXT;")
    with closing(sqlite3.connect(live)) as held:
        held.execute("PRAGMA journal_mode = WAL")
        held.execute("INSERT INTO visits VALUES (9, '')")
        held.commit()  # stands in the log only, while somebody has the database open
        database_rollback.roll_back(tmp_path, former, "visitors")
        assert rows(live, "SELECT * FROM visits") == [(1,)]
    assert rows(former / "migrated-visitors" / "visitors.db", "SELECT n FROM visits") == [
        (1,),
        (9,),
    ]


def test_one_that_was_never_touched_stays(tmp_path: Path, former: Path) -> None:
    live = make(tmp_path / "visitors.db", VISITS + MIGRATION.format("0001"))
    before = live.stat().st_mtime_ns
    database_rollback.roll_back(tmp_path, former, "visitors")
    assert live.stat().st_mtime_ns == before
