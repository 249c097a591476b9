"""Bringing both databases to the models' shape. Alembic takes 10 MB: only what
migrates loads it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import Engine, inspect, text

from newsapp import config
from newsapp.database import db

_INSTALLED = Path(__file__).with_name("migrations")
FOLDER = _INSTALLED if _INSTALLED.exists() else config.PROJECT / "migrations"
FORMER = frozenset(f"{number:04}" for number in range(1, 16))
"""The migrations that led to 0016, which creates the whole schema now. They are gone."""
LAST_WITH_FORMER = "0.1.0"
"""The last release that had them."""

_REVISION = re.compile(r'^revision = "(\w+)"', re.MULTILINE)
_DOWN_REVISION = re.compile(r'^down_revision = "(\w+)"', re.MULTILINE)


class UnknownRevision(Exception):
    """A database is at a migration that this release does not have; the message says what to do."""


def init_app(app: Flask) -> None:
    """Let `app` migrate, which the command line needs and the server does not."""
    from flask_migrate import Migrate

    Migrate(app, db, directory=str(FOLDER))


def upgrade() -> bool:
    """Migrate both databases to the newest shape; return whether there was anything to do.

    Raises UnknownRevision, before either is touched.
    """
    if not pending():
        return False
    for bind, engine in db.engines.items():
        revision = revision_of(engine)
        if revision is not None and (reason := refusal(revision)):
            raise UnknownRevision(f"the {bind or 'content'} database {reason}")
    from flask_migrate import upgrade as run

    if "migrate" not in current_app.extensions:
        init_app(current_app)
    run()
    return True


def pending() -> list[str]:
    """The binds ("" is the content) whose database is not at the newest shape."""
    newest = head()
    return [bind or "" for bind, engine in db.engines.items() if revision_of(engine) != newest]


def refusal(revision: str) -> str:
    """Why a database at this revision cannot be migrated, or "" where it can be."""
    known, _before = _stated(FOLDER)
    if revision in known:
        return ""
    if revision in FORMER:
        return (
            f"is at migration {revision}, older than this release can migrate:"
            f" upgrade it with release {LAST_WITH_FORMER} first"
        )
    return f"is at migration {revision!r}, which this release does not know"


def head(folder: Path = FOLDER) -> str:
    """The newest revision in a folder of migrations: the one that no other stands on."""
    known, before = _stated(folder)
    (newest,) = known - before
    return newest


@cache
def _stated(folder: Path) -> tuple[set[str], set[str]]:
    """The revisions of a folder of migrations, and those of them that others stand on.

    They are read as text: another release's code must not run in this process.
    """
    sources = "\n".join(path.read_text("utf8") for path in (folder / "versions").glob("*.py"))
    return set(_REVISION.findall(sources)), set(_DOWN_REVISION.findall(sources))


def revision_of(engine: Engine) -> str | None:
    """The migration that a database is at; None before the first."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return revision


def is_modelled(
    _item: object, name: str | None, _kind: str, _is_reflected: bool, _other: object
) -> bool:
    """Whether a model states it: not what a database makes of search_entry by itself, to look words
    up in.
    """
    made = name or ""
    return not made.startswith(("search_words", "ix_search_entry_")) and made not in (
        "exact_words",
        "fold_words",
    )
