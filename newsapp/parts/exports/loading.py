"""Bringing an export into an empty site: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError

from newsapp.articles import staff_search_index
from newsapp.articles.models import Article, DeletedArticle
from newsapp.database import db, note_change, writing
from newsapp.parts.exports import contents, media
from newsapp.parts.exports.archive import Progress, Reader
from newsapp.parts.exports.contents import Contents
from newsapp.parts.exports.values import ExportError, Row, read_line
from newsapp.registry import registry

BATCH = 200


def refuse_unless_empty() -> None:
    """Raise ExportError where the site has anything that an import could mix with."""
    for part in contents.everything():
        query = select(func.count()).select_from(part.table)
        if part.bind is None and (count := db.session.scalar(query)):
            raise ExportError(
                f"this site is not empty: its table {part.table.name} has {count} rows."
                " Import into a new one, right after `newsapp init`"
            )


def load(reader: Reader, progress: Progress) -> int:
    """Load a verified export; return the number of rows. progress: called with the bytes read.

    Raises ExportError and OSError, and leaves the site empty then.
    """
    refuse_unless_empty()
    made: list[Path] = []
    visitors = db.engines["visitors"].connect().execution_options(writes=True)
    try:
        with writing(), visitors, visitors.begin():
            count = _load_rows(db.session.connection(), reader, None, progress)
            count += _load_rows(visitors, reader, "visitors", progress)
            _continue_numbering(db.session.connection())
            media.copy_all(reader, made, progress)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    _index()
    return count


def _load_rows(connection: Connection, reader: Reader, bind: str | None, progress: Progress) -> int:
    count = 0
    for part in contents.everything():
        if part.bind != bind:
            continue
        connection.execute(delete(part.table))
        rows = _parents_first(part.table, _rows(reader, part, progress))
        while batch := list(islice(rows, BATCH)):
            _insert(connection, part, batch)
            count += len(batch)
    return count


def _insert(connection: Connection, part: Contents, rows: list[Row]) -> None:
    try:
        connection.execute(insert(part.table), rows)
    except IntegrityError as error:
        reason = str(error.orig).partition("\n")[0]
        raise ExportError(f"{part.path} has a row that cannot stand: {reason}") from None


def _rows(reader: Reader, part: Contents, progress: Progress) -> Iterator[Row]:
    for number, text in enumerate(reader.lines(part.path), 1):
        try:
            yield read_line(part.table.name, part.columns, text)
        except (ValueError, TypeError) as reason:
            raise ExportError(f"{part.path}, line {number}, {reason}") from None
        progress(len(text))


def _parents_first(table: Table, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows of a table that refers to itself, each after the one that it refers to."""
    (key, *_more) = table.primary_key.columns
    own = [c.name for c in table.columns if any(f.column.table is table for f in c.foreign_keys)]
    if not own:
        yield from rows
        return
    seen: set[Any] = {None}
    waiting = list(rows)
    while ready := [row for row in waiting if seen.issuperset(row[name] for name in own)]:
        yield from ready
        seen.update(row[key.name] for row in ready)
        waiting = [row for row in waiting if row[key.name] not in seen]
    yield from waiting  # their parents are missing: the database refuses them


def _continue_numbering(connection: Connection) -> None:
    """Let the next row get a number that none had; a deleted article had one too."""
    deleted = connection.scalar(select(func.max(DeletedArticle.id))) or 0
    if connection.dialect.name == "sqlite":
        newest = max(deleted, connection.scalar(select(func.max(Article.id))) or 0)
        connection.execute(sql("DELETE FROM sqlite_sequence WHERE name = 'article'"))
        values = {"last": newest}
        connection.execute(sql("INSERT INTO sqlite_sequence VALUES ('article', :last)"), values)
        return
    for part in contents.everything():
        column = part.table.autoincrement_column
        if part.bind is not None or column is None:
            continue
        highest = connection.scalar(select(func.max(column))) or 0
        last = max(highest, deleted if part.table.name == "article" else 0)
        if last:
            names = {"table": part.table.name, "column": column.name, "last": last}
            query = "SELECT setval(pg_get_serial_sequence(:table, :column), :last)"
            connection.execute(sql(query), names)


def _index() -> None:
    """Let staff and readers find what came."""
    staff_search_index.catch_up()
    last = 0
    while True:
        with writing():
            note_change(seen_by_readers=True)
            live = select(Article).where(Article.live_version.is_not(None), Article.id > last)
            articles = db.session.scalars(live.order_by(Article.id).limit(BATCH)).all()
            for article in articles:
                for changed in registry().search_text_changed:
                    changed(article)
        if not articles:
            return
        last = articles[-1].id
        db.session.expunge_all()
