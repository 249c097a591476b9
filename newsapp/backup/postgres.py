"""A PostgreSQL database in a backup: pg_dump out, pg_restore back in one transaction."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from newsapp import config
from newsapp.backup.manifest import BackupError


def hold_snapshot(connection: Connection) -> str:
    """Stand still at this moment; the name by which pg_dump sees the same."""
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    return str(connection.scalar(text("SELECT pg_export_snapshot()")))


def dump(url: URL, target: Path, snapshot: str | None = None) -> None:
    """Write what the database holds, or what the snapshot sees, to `target`. Raises BackupError."""
    seen = [f"--snapshot={snapshot}"] if snapshot else []
    _run(["pg_dump", "--format=custom", "--no-owner", *seen, f"--file={target}", f"--dbname={_address(url)}"], url)


def load(url: URL, source: Path) -> None:
    """Put the dump in place of what the database holds, in one transaction. Raises BackupError."""
    command = ["pg_restore", "--single-transaction", "--clean", "--if-exists", "--no-owner", "--exit-on-error"]
    _run([*command, f"--dbname={_address(url)}", str(source)], url)


def address(url: str) -> URL:
    """The address with the driver that the site uses, where it names none."""
    made = make_url(url)
    return made.set(drivername="postgresql+psycopg") if made.drivername in ("postgres", "postgresql") else made


@contextmanager
def opened(url: URL) -> Iterator[Connection]:
    """A connection of its own. Raises BackupError."""
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    except OperationalError as error:
        raise BackupError(f"the database at {url.host} does not answer: {error.orig}") from None
    finally:
        engine.dispose()


@contextmanager
def scratch(url: URL) -> Iterator[URL]:
    """A new, empty database on the same server, dropped at the end. Raises BackupError."""
    name = f"newsapp_drill_{secrets.token_hex(4)}"
    with opened(url) as connection:
        outside = connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            outside.execute(text(f"CREATE DATABASE {name}"))
        except DBAPIError as error:
            remedy = f"let it: ALTER ROLE {url.username} CREATEDB"
            raise BackupError(f"no database can be made to try the backup on ({error.orig}); {remedy}") from None
        try:
            yield url.set(database=name)
        finally:
            outside.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def check(source: Path) -> None:
    """Raise BackupError where pg_restore cannot read the dump."""
    _run(["pg_restore", "--list", str(source)], None)


def _address(url: URL) -> str:
    """The address as libpq takes it, without the driver and without the password, which `ps` would show."""
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    return plain.render_as_string(hide_password=False)


def _run(command: list[str], url: URL | None) -> None:
    secret = {"PGPASSWORD": str(url.password)} if url is not None and url.password else {}
    secret["PGOPTIONS"] = "-c lock_timeout=10s"  # a page that somebody is waiting for must not hold us up for ever
    try:
        done = subprocess.run(  # noqa: S603 - our own command, no shell
            command, env=config.inherited() | secret, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise BackupError(f"{command[0]} is missing: sudo apt install postgresql-client") from None
    if done.returncode:
        raise BackupError(f"{command[0]} failed: {done.stderr.strip()[-500:]}")
