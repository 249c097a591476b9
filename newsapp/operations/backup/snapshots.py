"""Copies of the databases as they stood at one moment, and what such a copy holds."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, inspect, select, table, text
from sqlalchemy.pool import NullPool

from newsapp.articles.models import Article
from newsapp.articles.queries import published
from newsapp.operations.backup import postgres
from newsapp.operations.errors import OperationError

HASHED = (
    Article.title,
    Article.summary,
    Article.body,
    Article.byline,
    Article.signature,
    Article.source,
)
"""The columns that an article's hash in the manifest is made of."""
PROOFS = 10
"""Articles whose hashes a backup notes."""


@contextmanager
def copied(engine: Engine, folder: Path, name: str) -> Iterator[Connection]:
    """Copy a database into `folder`; give a connection that shows exactly what was copied."""
    if engine.dialect.name == "sqlite":
        copy = folder / f"{name}.db"
        copy_sqlite(Path(engine.url.database or ""), copy)
        with reading(copy) as connection:
            yield connection
    else:
        with engine.connect() as connection:
            snapshot = postgres.hold_snapshot(connection)
            postgres.dump(engine.url, folder / f"{name}.dump", snapshot)
            yield connection


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database in one step: writers go on, and every save acknowledged before is in it."""
    if shutil.disk_usage(target.parent).free < source.stat().st_size:
        raise OperationError(f"no space is left in {target.parent} for a copy of {source.name}")
    try:
        with (
            closing(sqlite3.connect(source, timeout=30)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            # All pages at once: in steps, it begins anew at every save and never ends under load.
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise OperationError(
            f"{source.name} cannot be copied to {target.parent}: {error}"
        ) from None


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection to a copy; it leaves no file beside it."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def check_sqlite(path: Path) -> None:
    """Raise OperationError where the database is damaged or holds rows without their parents."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            problem = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        problem = str(error)
    if problem == "ok" and orphan:
        problem = "rows without parents"
    if problem != "ok":
        raise OperationError(f"{path.name} in this backup is damaged: {problem}")


def revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def counts(connection: Connection, tables: Sequence[str]) -> dict[str, int]:
    """Rows of each of the tables; those that are not there are left out."""
    existing = set(inspect(connection).get_table_names())
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in sorted(existing.intersection(tables))
    }


def article_hashes(connection: Connection, numbers: Sequence[int]) -> dict[str, str]:
    """Article number -> SHA-256 of its text."""
    query = select(Article.id, *HASHED).where(Article.id.in_(numbers)).order_by(Article.id)
    hashes = {}
    for number, *values in connection.execute(query):
        content = json.dumps(values, ensure_ascii=False).encode()
        hashes[str(number)] = hashlib.sha256(content).hexdigest()
    return hashes


def proof_articles(connection: Connection, now: datetime) -> list[int]:
    """The numbers of some published articles: the oldest, the newest, and some between."""
    query = select(Article.id).where(published(now)).order_by(Article.id)
    numbers = list(connection.scalars(query))
    if len(numbers) <= PROOFS:
        return numbers
    step = (len(numbers) - 1) / (PROOFS - 1)
    return [numbers[round(place * step)] for place in range(PROOFS)]
