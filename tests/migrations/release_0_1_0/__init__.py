"""A small site as release 0.1.0 left it: the last one before its migrations became one.

Each .sql file is a whole database, its schema made by the sixteen migrations that there were, with
rows in every table. A backslash at the end of a line joins it to the next one.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from sqlalchemy import make_url

DATABASES = ("content", "visitors")
LAST_MIGRATION = "0016"


def put_in(instance: Path) -> None:
    """Make both databases in the instance folder."""
    for name in DATABASES:
        with closing(sqlite3.connect(instance / f"{name}.db")) as connection:
            connection.executescript(_script(f"{name}.sqlite.sql"))


def put_on_postgresql(name: str, url: str) -> None:
    """Make the database `name` in the empty one at `url`."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        connection.execute(_script(f"{name}.postgresql.sql"))


def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf8").replace("\\\n", "")
