"""Moving a database between SQLite and PostgreSQL, either way: all of it or nothing, and held against the original."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, create_engine, func, insert, inspect, select, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from newsapp import config
from newsapp.database import db, prepare

BATCH = 500
"""Rows read and written at a time."""


class CopyError(Exception):
    """The database cannot be copied; the message says why."""


@dataclass(frozen=True, slots=True)
class Copied:
    """One table as it stands in both databases. digest: a checksum of all its rows, in hexadecimal."""

    table: str
    rows: int
    digest: str


def copy_site(
    source_url: str, target_url: str, migrate: Callable[[dict[str, str]], None], progress: Callable[[int, int], object]
) -> list[Copied]:
    """Copy all rows into the empty database at `target_url`, and read both back. Raises CopyError.

    migrate: gives a site, as environment variables name it, its tables. progress: gets steps done, and of how many.
    """
    with ExitStack() as stack:
        source, target = (_engine(url, stack) for url in (source_url, target_url))
        bind = _bind(source)
        _make_tables(bind, target_url, migrate)  # which also makes every part of the site state its tables
        _refuse_unless_alike(source, target)
        tables = db.metadatas[bind].sorted_tables
        _refuse_unless_whole(target, tables)
        with (
            source.connect().execution_options(**_snapshot(source)) as reading,
            target.connect().execution_options(writes=True) as writing,
            writing.begin(),
        ):
            _refuse_filled(writing, tables)
            steps = 2 * sum(_count(reading, table) for table in tables)
            for table in tables:
                for rows in _batches(reading, table):
                    writing.execute(insert(table), [dict(row._mapping) for row in rows])
                    progress(len(rows), steps)
                _go_on_numbering(reading, writing, table)
            return [_compared(reading, writing, table, progress, steps) for table in tables]


def _make_tables(bind: str | None, target_url: str, migrate: Callable[[dict[str, str]], None]) -> None:
    """By the migrations; a scratch folder holds the other of the site's two databases."""
    own, other = ("VISITORS", "DATABASE") if bind == "visitors" else ("DATABASE", "VISITORS")
    with tempfile.TemporaryDirectory(prefix="newsapp-copy-") as scratch:
        migrate(
            {
                "NEWSAPP_INSTANCE": scratch,
                "NEWSAPP_SECRET_KEY": "0" * 64,
                f"NEWSAPP_{own}_URL": target_url,
                f"NEWSAPP_{other}_URL": f"sqlite:///{Path(scratch) / 'other.db'}",
            }
        )


def _engine(url: str, stack: ExitStack) -> Engine:
    try:
        engine = create_engine(config.database_address(url))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise CopyError(f"{url} is no address of a database that can be opened here: {error}") from None
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise CopyError(f"{engine.dialect.name} is neither SQLite nor PostgreSQL")
    prepare(engine)
    stack.callback(engine.dispose)
    return engine


def _bind(engine: Engine) -> str | None:
    """Which of the site's databases this is: None for the content, "visitors"."""
    found = inspect(engine)
    for bind, sign in ((None, "article"), ("visitors", "visitor_total")):
        if found.has_table(sign):
            return bind
    raise CopyError(f"{engine.url!r} holds no site")


def _snapshot(engine: Engine) -> dict[str, Any]:
    """Options for one view of the source from beginning to end; SQLite gives that to every transaction."""
    return {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}


def _refuse_unless_alike(source: Engine, target: Engine) -> None:
    has, needs = _migration(source), _migration(target)
    if has != needs:
        raise CopyError(f"{source.url!r} has not this release's tables ({has}, not {needs}): run `newsapp init` on it")


def _migration(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _refuse_unless_whole(target: Engine, tables: list[Table]) -> None:
    """Every table that the migrations make is one that is copied."""
    with target.connect() as connection:
        there = set(inspect(connection).get_table_names()) - {"alembic_version"}
        if target.dialect.name == "sqlite":  # what a search index keeps for itself follows from what it is filled with
            kinds = connection.exec_driver_sql("SELECT name FROM pragma_table_list WHERE type <> 'table'")
            there -= {row.name for row in kinds}
    if unknown := there - {table.name for table in tables}:
        raise CopyError(f"this release does not know how to copy {', '.join(sorted(unknown))}")


def _refuse_filled(connection: Connection, tables: list[Table]) -> None:
    for table in tables:
        if _count(connection, table):
            raise CopyError(f"the target is not empty: its table {table.name} has rows")


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _batches(connection: Connection, table: Table) -> Iterator[list[Row[Any]]]:
    """All rows; where some stand below others of the same table, those come first."""
    below = [c.is_not(None) for c in table.columns if any(key.column.table is table for key in c.foreign_keys)]
    rows = connection.execute(
        select(table).order_by(*below, *table.primary_key.columns).execution_options(yield_per=BATCH)
    ).partitions()
    yield from map(list, rows)


def _go_on_numbering(reading: Connection, writing: Connection, table: Table) -> None:
    """The next row gets the number that it would have got in the source: none is ever given twice."""
    column = table.autoincrement_column
    if column is None:
        return
    last = max(_last_number(reading, table), writing.scalar(select(func.max(column))) or 0)
    if not last:
        return
    if writing.dialect.name == "postgresql":
        writing.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, :column), :last)"),
            {"name": table.name, "column": column.name, "last": last},
        )
    elif _has_sequence(writing, table):
        writing.execute(text("UPDATE sqlite_sequence SET seq = :n WHERE name = :t"), {"n": last, "t": table.name})


def _last_number(connection: Connection, table: Table) -> int:
    """The last number that the database gave to a row of the table, as far as it remembers."""
    if connection.dialect.name == "postgresql":
        sequence = connection.scalar(
            text("SELECT pg_get_serial_sequence(:name, :column)"),
            {"name": table.name, "column": table.autoincrement_column.name},  # type: ignore[union-attr]
        )
        query = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608 - its own name
        return int(connection.scalar(text(query)) or 0) if sequence else 0
    if not _has_sequence(connection, table):
        return 0
    return int(connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :t"), {"t": table.name}) or 0)


def _has_sequence(connection: Connection, table: Table) -> bool:
    return bool(table.dialect_options["sqlite"]["autoincrement"]) and inspect(connection).has_table("sqlite_sequence")


def _compared(
    reading: Connection, writing: Connection, table: Table, progress: Callable[[int, int], object], steps: int
) -> Copied:
    """The table's count and checksum, which are the same on both sides. Raises CopyError."""
    before = _digest(reading, table, lambda rows: progress(rows, steps))
    after = _digest(writing, table, lambda rows: None)
    if before != after:
        raise CopyError(f"the copy of {table.name} is not like the original: nothing was copied")
    return Copied(table.name, *after)


def _digest(connection: Connection, table: Table, progress: Callable[[int], object]) -> tuple[int, str]:
    """How many rows, and a sum of their checksums: databases sort letters differently, so the order must not matter."""
    count, total = 0, 0
    for rows in _batches(connection, table):
        for row in rows:
            total += int.from_bytes(hashlib.sha256(_canonical(row)).digest(), "big")
        count += len(rows)
        progress(len(rows))
    return count, f"{total % 2**256:064x}"


def _canonical(row: Row[Any]) -> bytes:
    values = {name: _plain(value) for name, value in row._mapping.items()}
    return json.dumps(values, sort_keys=True, ensure_ascii=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.timestamp()
    return value if isinstance(value, (str, int, float, list, dict, type(None))) else str(value)
