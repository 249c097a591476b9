"""Writing everything that the site has into one file, as it stands at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import Connection, Select, String, func, select

from newsapp.database import db
from newsapp.media import attachments, files, pictures
from newsapp.media.models import Attachment, Picture
from newsapp.parts.exports import archive, contents
from newsapp.parts.exports.archive import Progress, Writer
from newsapp.parts.exports.contents import Contents
from newsapp.parts.exports.values import line

BATCH = 500
"""Rows read at a time."""


@dataclass(slots=True)
class Exported:
    """What went out. missing: stored files that the library names and that are not there."""

    rows: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)


def count() -> int:
    """How many rows an export has: the steps of its progress."""
    total = 0
    for part in contents.everything():
        with db.engines[part.bind].connect() as connection:
            total += connection.scalar(select(func.count()).select_from(part.table)) or 0
    return total


def export(target: Path, progress: Progress) -> Exported:
    """Write the file `target` whole, or not at all. progress: called with the rows written since
    the last call. Raises OSError.
    """
    exported = Exported()
    with files.being_written(target) as file, _reading() as connections:
        writer = Writer(file)
        for part in contents.everything():
            rows = _lines(connections[part.bind], part, exported, progress)
            writer.add(part.path, rows, is_packed=True)
        for path in _stored_files(connections[None]):
            _add_file(writer, path, exported)
        writer.finish()
    return exported


@contextmanager
def _reading() -> Iterator[dict[str | None, Connection]]:
    """Connections that read one state of each database from beginning to end."""
    opened = {}
    for bind, engine in db.engines.items():
        is_postgresql = engine.dialect.name == "postgresql"
        level = {"isolation_level": "REPEATABLE READ"} if is_postgresql else {}
        opened[bind] = engine.connect().execution_options(**level)
    try:
        yield opened
    finally:
        for connection in opened.values():
            connection.close()


def _lines(
    connection: Connection, part: Contents, exported: Exported, progress: Progress
) -> Iterator[bytes]:
    query = _in_order(part, connection.dialect.name).execution_options(yield_per=BATCH)
    for rows in connection.execute(query).partitions():
        exported.rows += len(rows)
        progress(len(rows))
        lines = [line(part.table.name, dict(row._mapping)) for row in rows]
        yield "".join(lines).encode()


def _in_order(part: Contents, dialect: str) -> Select[*tuple[object, ...]]:
    """By the primary key, letters by their bytes on every database."""
    keys: list[Any] = []
    for column in part.table.primary_key.columns:
        is_text = dialect == "postgresql" and isinstance(column.type, String)
        keys.append(column.collate("C") if is_text else column)
    return select(*part.columns).order_by(*keys)


def _stored_files(connection: Connection) -> Iterator[Path]:
    """The files that the library names, in its order."""
    media: Path = current_app.config["MEDIA"]
    stored = select(Picture.digest, Picture.width).order_by(Picture.id)
    for digest, width in connection.execute(stored.execution_options(yield_per=BATCH)):
        yield from pictures.files_of(digest, width)
        yield from filter(Path.is_file, pictures.added_files_of(digest, width))
    attached = select(Attachment.digest, Attachment.extension).order_by(Attachment.id)
    for digest, extension in connection.execute(attached.execution_options(yield_per=BATCH)):
        yield attachments.path(media, digest, extension)


def _add_file(writer: Writer, path: Path, exported: Exported) -> None:
    name = path.relative_to(current_app.config["MEDIA"].parent).as_posix()
    try:
        with path.open("rb") as file:
            chunks = iter(lambda: file.read(archive.CHUNK), b"")
            writer.add(name, chunks, is_packed=False)
    except FileNotFoundError:
        exported.missing.append(name)
    else:
        exported.files += 1
