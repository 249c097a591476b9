"""Bringing both databases to the models' shape."""

from __future__ import annotations

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Engine, inspect, text

from newsapp.database import db


def upgrade() -> bool:
    """Migrate both databases to the newest shape; return whether there was anything to do."""
    if not pending():
        return False
    from flask_migrate import upgrade as run

    run()
    return True


def pending() -> list[str]:
    """The binds ("" is the content) whose database is not at the newest shape."""
    newest = _scripts().get_current_head()
    return [bind or "" for bind, engine in db.engines.items() if _revision(engine) != newest]


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(current_app.extensions["migrate"].directory)


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
