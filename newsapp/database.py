"""How the databases are opened: the SQLite recipe, the one way to write, and
the type for moments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Executable, MetaData, Row, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction
from sqlalchemy.types import TypeDecorator

from newsapp.write_pause import WritesPaused, is_paused

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


WRITE_LOCK = 0x6E657773
"""The number of the lock that a writer holds in PostgreSQL. Each database has its own."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

VERSION_AT_BEGIN = "content_version"
"""Key in a session's info during a transaction: the version of the content just before it began."""

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. SQLite has no time zones, so there it is stored without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@event.listens_for(db.session, "after_begin")
def _note_version(session: Session, _transaction: object, _connection: object) -> None:
    """Look before the first statement, so that what the transaction reads is at least as new."""
    if VERSION_AT_BEGIN not in session.info:
        session.info[VERSION_AT_BEGIN] = current_app.extensions["content_version"].now()


@event.listens_for(db.session, "after_transaction_end")
def _forget_version(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:  # a flush, or a savepoint, ends one within it
        session.info.pop(VERSION_AT_BEGIN, None)


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        for bind, engine in db.engines.items():
            prepare(engine, synchronous="NORMAL" if bind == "visitors" else "FULL")


def close() -> None:
    """Close the session and every connection, so that another process may use the files."""
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()


def prepare(engine: Engine, synchronous: str = "FULL") -> None:
    """Let each connection of `engine` work as the site needs it."""
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, synchronous)
    else:
        _prepare_postgresql(engine)


def _prepare_sqlite(engine: Engine, synchronous: str) -> None:
    """WAL and explicit transactions. With the driver's own, or with deferred ones that write,
    updates were lost.

    synchronous: FULL keeps every acknowledged commit through a power cut; NORMAL may lose the last
    ones.
    """

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout = 10000")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute(f"PRAGMA synchronous = {synchronous}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")


def _prepare_postgresql(engine: Engine) -> None:
    """One writer at a time, as on SQLite: a verb that looks before it writes finds nothing changed
    in between.
    """

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")


def rows(
    statement: Executable, values: dict[str, Any] | None = None
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The rows of a statement that reads columns. The session's own way also looks for objects to
    track in each.
    """
    return db.session.connection().execute(statement, values).all()


@contextmanager
def writing(*, even_if_paused: bool = False) -> Iterator[None]:
    """The one way to change content: takes the write lock first, commits once at the end, undoes on
    an error.

    What was read before is left as it is in memory; a verb compares the version it was given. Where
    readers can see the change, no page made before it is served once this has returned. Raises
    WritesPaused while the site is being upgraded, but for what the upgrade itself writes
    `even_if_paused`.
    """
    db.session.commit()
    db.session.connection(execution_options={"writes": True})
    changes: list[bool] = []
    db.session.info["changes"] = changes
    try:
        if is_paused(current_app.config["INSTANCE"]) and not even_if_paused:
            raise WritesPaused(
                "the site is being upgraded: writes are held back until that is over"
            )
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.info.pop("changes", None)
    if not changes or any(changes):
        current_app.extensions["content_version"].advance()


def is_still_there(row: Any) -> bool:
    """Read a stored row anew, which somebody may have deleted. Call it under the write lock."""
    try:
        db.session.refresh(row)
    except InvalidRequestError:
        return False
    return True


def is_writing() -> bool:
    """Whether the transaction that goes on may have changed what it reads."""
    return "changes" in db.session.info


def note_change(*, seen_by_readers: bool) -> None:
    """Say of the change being written whether any public page shows it. What nobody speaks of
    counts as seen.
    """
    db.session.info.setdefault("changes", []).append(seen_by_readers)
