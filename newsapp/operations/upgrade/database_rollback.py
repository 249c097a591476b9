"""Putting a database back as it was before a migration, keeping later counts where possible."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from newsapp.file_owner import give_to_owner_of
from newsapp.media import files
from newsapp.operations.backup import atomic_swap


def roll_back(instance: Path, former: Path, name: str) -> None:
    """Give the instance's database the shape of the former copy.

    Where the shape is the same, only the migration's number goes back: visitors counted meanwhile
    stay counted. Otherwise the copy takes its place; the content has not changed since, because
    writes were held back.
    """
    live, copy = instance / f"{name}.db", former / f"{name}.db"
    if _shape(live) != _shape(copy):
        _replace(instance, former, name)
    elif (number := _migration(copy)) != _migration(live):
        with closing(sqlite3.connect(live, timeout=30)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", number)


def _replace(instance: Path, former: Path, name: str) -> None:
    with closing(sqlite3.connect(instance / f"{name}.db", timeout=30)) as connection:
        # A server may still run. No log of the old database may be left beside the new one.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    staged = Path(tempfile.mkdtemp(prefix="restoring-", dir=instance))
    copy = staged / f"{name}.db"
    shutil.copyfile(former / f"{name}.db", copy)
    copy.chmod(0o640)
    files.sync(copy)
    give_to_owner_of(instance, staged)
    atomic_swap.swap_in(instance, staged, former / f"migrated-{name}", [f"{name}.db"])


def _shape(path: Path) -> list[tuple[str, ...]]:
    return _rows(path, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")


def _migration(path: Path) -> tuple[str, ...]:
    return _rows(path, "SELECT version_num FROM alembic_version")[0]


def _rows(path: Path, query: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        return connection.execute(query).fetchall()
