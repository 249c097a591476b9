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
from newsapp.backup.manifest import BackupError

COMPARED = (Article.title, Article.summary, Article.body, Article.byline, Article.signature, Article.source)
"""The columns that an article's hash in the manifest is made of."""
PROOFS = 10
"""Articles whose hashes a backup notes."""


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database in one step: writers go on, and every save that was acknowledged before is in the copy."""
    if shutil.disk_usage(target.parent).free < source.stat().st_size:
        raise BackupError(f"no space is left in {target.parent} for a copy of {source.name}")
    try:
        with closing(sqlite3.connect(source, timeout=30)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)  # all pages at once: in steps, it begins anew at every save and never ends under load
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"{source.name} cannot be copied to {target.parent}: {error}") from None


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection to a copy that stands aside; it leaves no file beside it."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def check_sqlite(path: Path) -> None:
    """Raise BackupError where the database is damaged or holds rows without their parents."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path.name} in this backup is damaged: {error}") from None
    if said != "ok" or orphan:
        raise BackupError(f"{path.name} in this backup is damaged: {said if said != 'ok' else 'rows without parents'}")


def revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def counts(connection: Connection, tables: Sequence[str]) -> dict[str, int]:
    """Rows of each of the tables; those that are not there are left out."""
    known = set(inspect(connection).get_table_names())
    return {
        name: int(connection.scalar(select(func.count()).select_from(table(name))) or 0)
        for name in sorted(tables)
        if name in known
    }


def article_hashes(connection: Connection, numbers: Sequence[int]) -> dict[str, str]:
    """Article number -> sha256 of what it says."""
    rows = connection.execute(select(Article.id, *COMPARED).where(Article.id.in_(numbers)).order_by(Article.id))
    return {
        str(row[0]): hashlib.sha256(json.dumps(list(row[1:]), ensure_ascii=False).encode()).hexdigest() for row in rows
    }


def proof_articles(connection: Connection, now: datetime) -> list[int]:
    """Some published articles, the oldest, the newest and between."""
    numbers = list(connection.scalars(select(Article.id).where(published(now)).order_by(Article.id)))
    if len(numbers) <= PROOFS:
        return numbers
    return [numbers[round(i * (len(numbers) - 1) / (PROOFS - 1))] for i in range(PROOFS)]


def sqlite_file(engine: Engine) -> Path | None:
    """The file of an SQLite database; None for another kind."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None
