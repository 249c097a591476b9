"""What a database's schema is, in a form that can be compared."""

from __future__ import annotations

import re
import subprocess

from sqlalchemy import Connection, Engine

CHECK = re.compile(r"CONSTRAINT (ck_\w+) CHECK \((.*?)\)(?=,|\s)")


def of(engine: Engine) -> object:
    """Of an SQLite database by its own account of each table; of PostgreSQL what pg_dump states."""
    if engine.dialect.name == "postgresql":
        return _dumped(engine)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
        return {
            name: _table(connection, name, sql) if kind == "table" else sql
            for kind, name, sql in rows
        }


def _table(connection: Connection, name: str, sql: str) -> list[object]:
    """The same whether a constraint stands in a column's definition or after the columns."""

    def ask(pragma: str, argument: str) -> list[tuple[object, ...]]:
        return [tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {pragma}({argument})")]

    if sql.startswith("CREATE VIRTUAL"):
        return [sql]
    indexes = {row[1]: row[2:] for row in ask("index_list", name)}
    return [
        ask("table_xinfo", name),
        sorted(row[2:] for row in ask("foreign_key_list", name)),
        [(found, indexes[found], ask("index_xinfo", found)) for found in sorted(indexes)],
        sorted(CHECK.findall(sql)),
        "AUTOINCREMENT" in sql,
    ]


def _dumped(engine: Engine) -> list[str]:
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    command = ["pg_dump", "--schema-only", "--no-owner", f"--dbname={address}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if not line.startswith("\\")]
