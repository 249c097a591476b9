"""PostgreSQL for tests: the server that NEWSAPP_TEST_DATABASE_URL names, or a private one for the
run of a command.

python -m tests.postgresql pytest tests/articles
"""

from __future__ import annotations

import os
import pwd
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

URL = "NEWSAPP_TEST_DATABASE_URL"
TESTS_ON = os.environ.get("NEWSAPP_TESTS_ON", "sqlite")
"""sqlite or postgresql: what the fixture `app` keeps its content in."""
REMEDY = "PostgreSQL is missing: .ci/run starts one; so does make test-postgresql"


def server() -> str:
    """The address of a server where databases may be made, or ""."""
    return os.environ.get(URL, "")


@contextmanager
def new_database(template: str = "template1") -> Iterator[str]:
    """The address of a new database, a copy of `template`; dropped at the end."""
    name = f"newsapp_{secrets.token_hex(5)}"
    _do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield make_url(server()).set(database=name).render_as_string(hide_password=False)
    finally:
        _do(f"DROP DATABASE {name} WITH (FORCE)")


def _do(statement: str) -> None:
    engine = create_engine(server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@contextmanager
def private_server() -> Iterator[str]:
    """Start a server of our own in a temporary folder; it will not run as root, so root lends it to
    `nobody`.
    """
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/nonexistent"))
    if not (programs / "initdb").exists():
        sys.exit("PostgreSQL is missing. On Debian or Ubuntu: sudo apt install postgresql")
    with (
        tempfile.TemporaryDirectory(prefix="newsapp-postgresql-") as name,
        socket.socket() as probe,
    ):
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        folder, user = Path(name), []
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            user = [
                "setpriv",
                f"--reuid={nobody.pw_uid}",
                f"--regid={nobody.pw_gid}",
                "--clear-groups",
            ]

        def run(program: str, *arguments: str) -> None:
            command = [*user, str(programs / program), f"--pgdata={folder / 'data'}", *arguments]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

        run(
            "initdb",
            "--username=newsapp",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
        run(
            "pg_ctl",
            "--wait",
            "--silent",
            f"--log={folder / 'log'}",
            f"--options={settings}",
            "start",
        )
        try:
            yield f"postgresql+psycopg://newsapp@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "--mode=immediate", "--silent", "stop")


def main() -> int:
    if server():
        return subprocess.run(sys.argv[1:], check=False).returncode
    with private_server() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, URL: url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
