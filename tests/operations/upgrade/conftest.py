"""A server as install.sh leaves it: BASE with a release, an instance with articles, a service that
restarts it.

A release here runs in the tests' own environment, with its code and its version in front of it: an
environment for each would take longer than all the rest. tests/operations/upgrade/test_releases.py
makes a real one.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsapp import config, migrating
from newsapp.operations.backup.snapshots import copy_sqlite
from tests.operations.upgrade import service

MIGRATION = '''
"""A column more"""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.add_column("article", sa.Column("remark", sa.Text(), nullable=True))


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        with op.batch_alter_table("article") as batch_op:
            batch_op.drop_column("remark")
'''
UNWELL = """
if "trial-" not in str(app.config["INSTANCE"]) or {in_trial}:
        app.before_request(lambda: ("unwell", 500))
    return app
"""


class Server:
    """The machine: `folder`/base, /instance, /backups."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.base, self.instance = folder, folder / "base", folder / "instance"
        self.url = f"http://127.0.0.1:{port}"
        (folder / "port").write_text(str(port))
        self.environ = {
            name: value for name, value in os.environ.items() if not name.startswith("NEWSAPP_")
        }
        self.environ |= {
            "NEWSAPP_INSTANCE": str(self.instance),
            "NEWSAPP_BACKUPS": str(folder / "backups"),
            "NEWSAPP_PORT": str(port),
        }
        self.restart = f"{sys.executable} {service.__file__} {folder} restart"

    def add_release(self, version: str, *, migrates: bool = False, unwell: str = "") -> Path:
        """A release; unwell: "always", or "live" for one that only fails once it serves the real
        site.
        """
        path = self.base / "releases" / version
        for name in ("newsapp", "migrations"):
            shutil.copytree(
                config.PROJECT / name, path / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        about = path / f"newsapp-{version}.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: newsapp\nVersion: {version}\n"
        )
        command = path / ".venv" / "bin" / "newsapp"
        command.parent.mkdir(parents=True)
        command.write_text(
            f"#!/bin/sh\nexport PYTHONPATH={path} PYTHONSAFEPATH=1\n"
            f'exec {sys.executable} -P -c "from newsapp.cli import main; main()" "$@"\n'
        )
        command.chmod(0o755)
        if migrates:
            (path / "migrations/versions/9999_more.py").write_text(
                MIGRATION.format(head=migrating.head())
            )
        if unwell:
            code = path / "newsapp" / "__init__.py"
            spoiled = UNWELL.strip().format(in_trial=unwell == "always")
            code.write_text(code.read_text().replace("return app", spoiled, 1))
        (path / ".ready").touch()
        return path

    def service(self, action: str) -> None:
        subprocess.run([sys.executable, service.__file__, str(self.folder), action], check=True)

    def upgrade_command(self, name: str, *arguments: str, patience: int = 6) -> list[str]:
        at = ["--base", str(self.base), "--restart", self.restart, "--patience", str(patience)]
        return [str(self.base / "current/.venv/bin/newsapp"), name, *arguments, *at]

    def leads_to(self, version: str) -> bool:
        return (self.base / "current").resolve().name == version

    @property
    def serves(self) -> str:
        """The version that answers."""
        text = self.read("/metrics")
        return text.partition('newsapp_info{version="')[2].partition('"')[0]

    def read(self, address: str) -> str:
        with urllib.request.urlopen(self.url + address, timeout=5) as answer:
            return str(answer.read().decode())

    def wait(self) -> None:
        deadline = time.monotonic() + 20
        while True:
            try:
                self.read("/healthz/ready")
                return
            except OSError:
                assert time.monotonic() < deadline, (self.folder / "log").read_text()
                time.sleep(0.05)


@pytest.fixture
def machine(tmp_path: Path, migrated: Path) -> Iterator[Server]:
    """Release 1.0 is there with an empty site; nothing of it is left running afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = Server(tmp_path, probe.getsockname()[1])
    server.instance.mkdir()
    shutil.copyfile(migrated / "secret_key", server.instance / "secret_key")
    for name in ("content.db", "visitors.db"):
        copy_sqlite(migrated / name, server.instance / name)
    server.add_release("1.0.0")
    (server.base / "current").symlink_to("releases/1.0.0")
    yield server
    server.service("stop")


@pytest.fixture
def serving(machine: Server) -> Server:
    """Release 1.0 serves."""
    machine.service("start")
    machine.wait()
    return machine
