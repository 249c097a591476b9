"""The databases: their shape, and whether every page of them can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from newsapp import migrating
from newsapp.checking.finding import Finding, error, warning
from newsapp.database import db


def look() -> Iterator[Finding]:
    for bind, engine in db.engines.items():
        if engine.dialect.name == "sqlite":
            found = list(_sqlite(bind or "content", engine))
            yield from found
            if any(finding.code == "damaged" for finding in found):
                return
    for name in migrating.pending():
        yield error("not-migrated", f"the {name or 'content'} database is not migrated", "Run: newsapp init")


def _sqlite(name: str, engine: Engine) -> Iterator[Finding]:
    remedy = "Stop the site, keep a copy of the file, and restore the latest backup: newsapp restore"
    try:
        with engine.connect() as connection:
            said = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
            orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
    except (DatabaseError, sqlite3.DatabaseError) as problem:
        said = str(getattr(problem, "orig", problem))
        yield error("damaged", f"the {name} database is damaged: {said}", remedy)
        return
    if said != "ok":
        yield error("damaged", f"the {name} database is damaged: {said}", remedy)
    if orphan:
        yield error("orphans", f"the {name} database holds rows without their parents, in {orphan[0]}", remedy)
    if mode != "wal":
        what = f"the {name} database writes in mode {mode}: readers wait for editors"
        yield warning("not-wal", what, "Move the instance folder to a local disk; network disks cannot do it.")
