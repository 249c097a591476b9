"""Bringing both databases to the models' shape. Alembic takes 10 MB: only what migrates loads it."""

from __future__ import annotations

import re
from functools import cache

from flask import Flask, current_app
from sqlalchemy import Engine, inspect, text

from newsapp import config
from newsapp.database import db

FOLDER = config.PROJECT / "migrations"
_STATED = re.compile(r'^(revision|down_revision) = "(\w+)"', re.MULTILINE)


def init_app(app: Flask) -> None:
    """Let `app` migrate, which the command line needs and the server does not."""
    from flask_migrate import Migrate

    Migrate(app, db, directory=str(FOLDER))


def upgrade() -> bool:
    """Migrate both databases to the newest shape; return whether there was anything to do."""
    if not pending():
        return False
    from flask_migrate import upgrade as run

    if "migrate" not in current_app.extensions:
        init_app(current_app)
    run()
    return True


def pending() -> list[str]:
    """The binds ("" is the content) whose database is not at the newest shape."""
    newest = head()
    return [bind or "" for bind, engine in db.engines.items() if _revision(engine) != newest]


@cache
def head() -> str:
    """The newest revision: the one that no other stands on."""
    stated = [found for path in (FOLDER / "versions").glob("*.py") for found in _STATED.findall(path.read_text("utf8"))]
    before = {number for name, number in stated if name == "down_revision"}
    newest: list[str] = [number for name, number in stated if name == "revision" and number not in before]
    return newest[0]


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def is_modelled(_item: object, name: str | None, _kind: str, _is_reflected: bool, _other: object) -> bool:
    """Whether a model states it: not what a database makes of search_entry by itself, to look words up in."""
    made = name or ""
    return not made.startswith(("search_words", "ix_search_entry_")) and made not in ("exact_words", "fold_words")
