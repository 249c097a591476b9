"""Copying a database between SQLite and PostgreSQL, either way: all rows, or none."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, create_engine, func, insert, inspect, select
from sqlalchemy import text as sql
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from newsapp import config, database, migrating
from newsapp.database import db

BATCH = 500
"""Rows read and written at a time."""


class CopyError(Exception):
    """The database cannot be copied; the message says why."""


@dataclass(slots=True)
class Checksum:
    """How many rows a table has, and the sum of their SHA-256 hashes, whatever their order.

    Databases sort letters differently.
    """

    rows: int = 0
    total: int = 0

    def add(self, rows: Sequence[Row[Any]]) -> None:
        self.rows += len(rows)
        for row in rows:
            text = json.dumps(dict(row._mapping), sort_keys=True, default=_plain)
            self.total += int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
        self.total %= 2**256

    @property
    def hexadecimal(self) -> str:
        return f"{self.total:064x}"


def copy_site(
    source_url: str, target_url: str, progress: Callable[[int, int], object]
) -> dict[str, Checksum]:
    """Copy all rows into the empty database at `target_url`, and read them back.

    progress: called with the steps done since the last call, and the number of all steps.
    Returns each table's name with its checksum, the same in both databases. Raises CopyError.
    """
    with ExitStack() as stack:
        source, target = (_engine(url, stack) for url in (source_url, target_url))
        bind = _bind(source)
        _make_tables(bind, target_url)
        tables = db.metadatas[bind].sorted_tables
        # On SQLite, each transaction reads one state from beginning to end.
        level = {"isolation_level": "REPEATABLE READ"} if source.name == "postgresql" else {}
        with (
            source.connect().execution_options(**level) as reading,
            target.connect().execution_options(writes=True) as writing,
            writing.begin(),
        ):
            for table in tables:
                if _count(writing, table):
                    raise CopyError(f"the target is not empty: its table {table.name} has rows")
            steps = 2 * sum(_count(reading, table) for table in tables)
            return {
                table.name: _copy_table(reading, writing, table, lambda done: progress(done, steps))
                for table in tables
            }


def _engine(url: str, stack: ExitStack) -> Engine:
    try:
        engine = create_engine(config.database_address(url))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise CopyError(
            f"{url} is no address of a database that can be opened here: {error}"
        ) from None
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise CopyError(f"{engine.dialect.name} is neither SQLite nor PostgreSQL")
    database.prepare(engine)
    stack.callback(engine.dispose)
    return engine


def _bind(source: Engine) -> str | None:
    """Which of the site's databases this is: None for the content, "visitors"."""
    inspector = inspect(source)
    is_content = inspector.has_table("article")
    if not is_content and not inspector.has_table("visitor_total"):
        raise CopyError(f"{source.url!r} holds no site")
    if migrating.revision_of(source) != migrating.head():
        raise CopyError(f"{source.url!r} has not this release's tables: run `newsapp init` on it")
    return None if is_content else "visitors"


def _make_tables(bind: str | None, target_url: str) -> None:
    """Migrate the target; a scratch folder holds the other of the site's two databases.

    Making a site also imports the models of all tables.
    """
    from newsapp import create_app

    own, other = ("VISITORS", "DATABASE") if bind == "visitors" else ("DATABASE", "VISITORS")
    with tempfile.TemporaryDirectory(prefix="newsapp-copy-") as scratch:
        environ = {
            "NEWSAPP_INSTANCE": scratch,
            "NEWSAPP_SECRET_KEY": "0" * 64,
            f"NEWSAPP_{own}_URL": target_url,
            f"NEWSAPP_{other}_URL": f"sqlite:///{Path(scratch) / 'other.db'}",
        }
        with create_app(environ).app_context():
            migrating.upgrade()
            database.close()


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _copy_table(
    reading: Connection, writing: Connection, table: Table, progress: Callable[[int], object]
) -> Checksum:
    """Copy one table and read it back. Raises CopyError where the copy differs."""
    original, copy = Checksum(), Checksum()
    for rows in _batches(reading, table):
        writing.execute(insert(table), [dict(row._mapping) for row in rows])
        original.add(rows)
        progress(len(rows))
    _continue_numbering(reading, writing, table)
    for rows in _batches(writing, table):
        copy.add(rows)
        progress(len(rows))
    if original != copy:
        raise CopyError(f"the copy of {table.name} is not like the original: nothing was copied")
    return original


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    """All rows; those that refer to other rows of the same table come after them."""
    parents = [
        column.is_not(None)
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    query = select(table).order_by(*parents, *table.primary_key.columns)
    return connection.execute(query.execution_options(yield_per=BATCH)).partitions()


def _continue_numbering(reading: Connection, writing: Connection, table: Table) -> None:
    """Let the next row get the number that it would get in the source: none is given twice."""
    column = table.autoincrement_column
    if column is None:
        return
    highest = writing.scalar(select(func.max(column))) or 0
    last = max(_last_number(reading, table, column.name), highest)
    values = {"table": table.name, "column": column.name, "last": last}
    if last and writing.dialect.name == "postgresql":
        query = "SELECT setval(pg_get_serial_sequence(:table, :column), :last)"
        writing.execute(sql(query), values)
    elif last and _has_sequence(table):
        query = "UPDATE sqlite_sequence SET seq = :last WHERE name = :table"
        writing.execute(sql(query), values)


def _last_number(connection: Connection, table: Table, column: str) -> int:
    """The last number that the database gave to a row of the table, as far as it remembers."""
    if connection.dialect.name == "postgresql":
        sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, column)))
        if sequence is None:
            return 0
        query = f"SELECT last_value FROM {sequence} WHERE is_called"  # noqa: S608 - its own name
        return connection.scalar(sql(query)) or 0
    if not _has_sequence(table):
        return 0
    query = "SELECT seq FROM sqlite_sequence WHERE name = :table"
    return connection.scalar(sql(query), {"table": table.name}) or 0


def _has_sequence(table: Table) -> bool:
    """Whether SQLite itself remembers the last number of the table."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def _plain(value: object) -> float | str:
    return value.timestamp() if isinstance(value, datetime) else str(value)
