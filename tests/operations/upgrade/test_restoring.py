"""A backup of one release, restored by the next one, whose databases have another shape."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.operations.upgrade.conftest import Server


def run(machine: Server, release: Path, *arguments: str | Path) -> str:
    done = subprocess.run(
        [release / ".venv/bin/newsapp", *arguments],
        env=machine.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.server
def test_an_older_backup_is_migrated(machine: Server, tmp_path: Path) -> None:
    with closing(sqlite3.connect(machine.instance / "content.db")) as connection, connection:
        connection.execute(
            "INSERT INTO category (id, name, slug, description, position)"
            " VALUES (7, 'Tin', 'tin', '', 1)"
        )
    backup = tmp_path / "site.tar.gz"
    run(machine, machine.base / "releases/1.0.0", "backup", backup)
    newer = machine.add_release("1.1.0", migrates=True)
    run(machine, newer, "restore", "--yes", "--into", tmp_path / "elsewhere", backup)
    with closing(sqlite3.connect(tmp_path / "elsewhere/content.db")) as connection:
        assert connection.execute("SELECT id, name FROM category").fetchall() == [(7, "Tin")]
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
        columns = connection.execute("SELECT name FROM pragma_table_info('article')").fetchall()
    assert ("remark",) in columns
