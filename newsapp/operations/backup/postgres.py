"""A PostgreSQL database in a backup: pg_dump out, pg_restore back in one transaction."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from newsapp import config
from newsapp.operations import programs
from newsapp.operations.errors import OperationError


def hold_snapshot(connection: Connection) -> str:
    """Let the connection see this moment only; return the name by which pg_dump sees the same."""
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    return str(connection.scalar(text("SELECT pg_export_snapshot()")))


def dump(url: URL, target: Path, snapshot: str | None = None) -> None:
    """Write the database, or what `snapshot` sees of it, to a file. Raises OperationError."""
    options = [f"--snapshot={snapshot}"] if snapshot else []
    options += ["--format=custom", "--no-owner", f"--file={target}", _dbname(url)]
    _run("pg_dump", options, url)


def load(url: URL, source: Path) -> None:
    """Replace all that the database holds, in one transaction. Raises OperationError."""
    options = ["--single-transaction", "--clean", "--if-exists", "--no-owner", "--exit-on-error"]
    _run("pg_restore", [*options, _dbname(url), str(source)], url)


def check(source: Path) -> None:
    """Raise OperationError where pg_restore cannot read the dump."""
    _run("pg_restore", ["--list", str(source)])


def address(url: str) -> URL:
    """Parse an address; one that names no driver gets the site's own."""
    return make_url(config.database_address(url))


@contextmanager
def opened(url: URL) -> Iterator[Connection]:
    """A connection of its own. Raises OperationError."""
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    except OperationalError as error:
        raise OperationError(f"the database at {url.host} does not answer: {error.orig}") from None
    finally:
        engine.dispose()


@contextmanager
def scratch(url: URL) -> Iterator[URL]:
    """A new, empty database on the same server, dropped at the end. Raises OperationError."""
    name = f"newsapp_drill_{secrets.token_hex(4)}"
    with opened(url) as connection:
        outside = connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            outside.execute(text(f"CREATE DATABASE {name}"))
        except DBAPIError as error:
            raise OperationError(
                f"no database can be made to try the backup on ({error.orig});"
                f" let it: ALTER ROLE {url.username} CREATEDB"
            ) from None
        try:
            yield url.set(database=name)
        finally:
            outside.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def _dbname(url: URL) -> str:
    """The option that names the database, without the password, which `ps` would show."""
    plain = url.set(drivername="postgresql")._replace(password=None)
    return f"--dbname={plain.render_as_string(hide_password=False)}"


def _run(program: str, options: list[str], url: URL | None = None) -> None:
    if shutil.which(program) is None:
        raise OperationError(f"{program} is missing: sudo apt install postgresql-client")
    environ = config.inherited() | {
        # a page that somebody is waiting for must not hold us up for ever
        "PGOPTIONS": "-c lock_timeout=10s"
    }
    if url is not None and url.password:
        environ["PGPASSWORD"] = str(url.password)
    programs.run([program, *options], f"{program} failed", env=environ)
