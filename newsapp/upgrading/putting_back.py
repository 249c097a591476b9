"""Putting a database back as it was before a migration, losing nothing that was counted meanwhile where that can be."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from newsapp.backup import swapping
from newsapp.media import files
from newsapp.ownership import give_to_owner_of


def database(instance: Path, former: Path, name: str) -> None:
    """Give the instance's database the shape of the former copy.

    Where the shape is the same, only the migration's number goes back: the visitors counted meanwhile stay counted.
    Otherwise the copy takes its place; the content has not changed since, because writes were held back.
    """
    live, copy = instance / f"{name}.db", former / f"{name}.db"
    if _shape(live) != _shape(copy):
        _put_in_place(instance, former, name)
    elif (number := _migration(copy)) != _migration(live):
        with closing(sqlite3.connect(live, timeout=30)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (number,))


def _put_in_place(instance: Path, former: Path, name: str) -> None:
    with closing(sqlite3.connect(instance / f"{name}.db", timeout=30)) as connection:
        # A server may still run: no log of the old database may be there to be taken for the new one's.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    staged = Path(tempfile.mkdtemp(prefix="restoring-", dir=instance))
    shutil.copyfile(former / f"{name}.db", staged / f"{name}.db")
    (staged / f"{name}.db").chmod(0o640)
    files.sync(staged / f"{name}.db")
    give_to_owner_of(instance, staged)
    swapping.swap_in(instance, staged, former / f"migrated-{name}", [f"{name}.db"])


def _shape(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        return [(str(name), str(sql)) for name, sql in rows]


def _migration(path: Path) -> str:
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
