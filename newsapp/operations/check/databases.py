"""The databases: their shape, and whether every page of them can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from newsapp import migrating
from newsapp.database import db
from newsapp.findings import InstallationFinding, error, warning
from newsapp.operations import former_site

RESTORE = "Stop the site, keep a copy of the file, and restore the latest backup: newsapp restore"


def look() -> Iterator[InstallationFinding]:
    for bind, engine in db.engines.items():
        if engine.dialect.name == "sqlite":
            findings = list(_look_at_sqlite(bind or "content", engine))
            yield from findings
            if any(finding.code == "damaged" for finding in findings):
                return
    lost = former_site.lost_databases()
    for name in lost:
        what = f"the {name} database is empty or not there, and a site stood here"
        yield error("database-lost", what, former_site.remedy())
    for bind in migrating.pending():
        if (bind or "content") in lost:
            continue
        what = f"the {bind or 'content'} database is not migrated"
        yield error("not-migrated", what, "Run: newsapp init")


def _look_at_sqlite(name: str, engine: Engine) -> Iterator[InstallationFinding]:
    orphan, mode = None, "wal"
    try:
        with engine.connect() as connection:
            problem = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
            orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
    except (DatabaseError, sqlite3.DatabaseError) as failure:
        problem = str(getattr(failure, "orig", failure))
    if problem != "ok":
        yield error("damaged", f"the {name} database is damaged: {problem}", RESTORE)
    if orphan:
        what = f"the {name} database holds rows without their parents, in {orphan[0]}"
        yield error("orphans", what, RESTORE)
    if mode != "wal":
        what = f"the {name} database writes in mode {mode}: readers wait for editors"
        remedy = "Move the instance folder to a local disk; network disks cannot do it."
        yield warning("not-wal", what, remedy)
