"""A PostgreSQL database in a backup: pg_dump out, pg_restore back in one transaction."""

from __future__ import annotations

import subprocess
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL

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


def check(source: Path) -> None:
    """Raise BackupError where pg_restore cannot read the dump."""
    _run(["pg_restore", "--list", str(source)], None)


def _address(url: URL) -> str:
    """The address as libpq takes it, without the driver and without the password, which `ps` would show."""
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _run(command: list[str], url: URL | None) -> None:
    secret = {"PGPASSWORD": str(url.password)} if url is not None and url.password else {}
    try:
        done = subprocess.run(  # noqa: S603 - our own command, no shell
            command, env=config.inherited() | secret, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise BackupError(f"{command[0]} is missing: sudo apt install postgresql-client") from None
    if done.returncode:
        raise BackupError(f"{command[0]} failed: {done.stderr.strip()[-500:]}")
