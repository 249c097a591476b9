"""Upgrading and going back, with the real server between."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from deploy.build_archive import pack
from tests.operations.upgrade.conftest import Server

pytestmark = [pytest.mark.server, pytest.mark.long]


def archive_of(machine: Server, version: str) -> Path:
    """An archive that states the version; the release itself stands ready, as after an upgrade that
    was begun.
    """
    project = machine.folder / "project"
    project.mkdir(exist_ok=True)
    (project / "setup.cfg").write_text(f"[metadata]\nversion = {version}\n")
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    (machine.folder / "wheels").mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", "1")
        return pack(project, machine.folder / "dist", machine.folder / "wheels")


def run(machine: Server, command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=machine.environ, capture_output=True, text=True, check=False)


def upgrade(machine: Server, version: str, patience: int = 6) -> subprocess.CompletedProcess[str]:
    archive = archive_of(machine, version)
    return run(machine, machine.upgrade_command("upgrade", str(archive), patience=patience))


def rollback(machine: Server) -> subprocess.CompletedProcess[str]:
    return run(machine, machine.upgrade_command("rollback"))


def columns(machine: Server) -> set[str]:
    with closing(sqlite3.connect(machine.instance / "content.db")) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(article)")}


def categories(machine: Server) -> list[str]:
    with closing(sqlite3.connect(machine.instance / "content.db")) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM category ORDER BY id")]


def write(machine: Server, name: str) -> None:
    with closing(sqlite3.connect(machine.instance / "content.db")) as connection, connection:
        wanted = "INSERT INTO category (name, slug, description, position) VALUES (?, ?, '', 1)"
        connection.execute(wanted, (name, name.lower()))


def assert_nothing_is_left(machine: Server) -> None:
    names = [path.name for path in machine.instance.iterdir()]
    assert not [
        n
        for n in names
        if n.startswith(("trial-", "restoring-")) or n in ("upgrade.json", "writes-paused")
    ]


def test_up_and_back_with_everything_written_between(serving: Server) -> None:
    write(serving, "Before")
    serving.add_release("1.1.0", migrates=True)
    done = upgrade(serving, "1.1.0")
    assert done.returncode == 0, done.stderr
    assert serving.serves == "1.1.0"
    assert "remark" in columns(serving)
    assert len(list((serving.folder / "backups").iterdir())) == 1
    assert_nothing_is_left(serving)

    write(serving, "After")
    done = rollback(serving)
    assert done.returncode == 0, done.stderr
    assert serving.serves == "1.0.0"
    assert "remark" not in columns(serving)
    assert categories(serving) == ["Before", "After"]
    assert_nothing_is_left(serving)


def test_a_release_that_fails_in_the_trial_never_serves(serving: Server) -> None:
    serving.add_release("1.1.0", migrates=True, unwell="always")
    before = (serving.folder / "pid").read_text()
    done = upgrade(serving, "1.1.0")
    assert done.returncode == 1
    assert "is not well" in done.stderr
    assert serving.serves == "1.0.0"
    assert (serving.folder / "pid").read_text() == before, "the site was not even restarted"
    assert "remark" not in columns(serving)
    assert_nothing_is_left(serving)


def test_a_release_that_fails_once_it_serves_is_taken_back(serving: Server) -> None:
    write(serving, "Before")
    serving.add_release("1.1.0", migrates=True, unwell="live")
    done = upgrade(serving, "1.1.0")
    assert done.returncode == 1
    assert "Release 1.0.0 serves again" in done.stderr
    assert serving.serves == "1.0.0"
    assert "remark" not in columns(serving)
    assert categories(serving) == ["Before"]
    assert_nothing_is_left(serving)


def test_one_that_is_killed_in_the_midst_is_put_back_by_the_next_command(serving: Server) -> None:
    write(serving, "Before")
    serving.add_release("1.1.0", migrates=True, unwell="live")
    command = serving.upgrade_command("upgrade", str(archive_of(serving, "1.1.0")), patience=30)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=serving.environ, start_new_session=True, **quiet)
    deadline = time.monotonic() + 30
    while "remark" not in columns(serving) or not serving.leads_to("1.1.0"):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert serving.read("/healthz") == "ok\n", "readers notice nothing"
    done = run(serving, [str(serving.base / "releases/1.0.0/.venv/bin/newsapp"), "check"])
    assert "một lần nâng cấp bị ngắt giữa chừng\n    Chạy: newsapp rollback" in done.stdout

    done = rollback(serving)
    assert done.returncode == 0, done.stderr
    assert "was interrupted" in done.stdout
    assert serving.serves == "1.0.0"
    assert "remark" not in columns(serving)
    assert categories(serving) == ["Before"]
    assert_nothing_is_left(serving)


def test_a_changed_archive_is_refused(machine: Server) -> None:
    archive = archive_of(machine, "1.1.0")
    archive.write_bytes(archive.read_bytes() + b"x")
    done = run(machine, machine.upgrade_command("upgrade", str(archive)))
    assert done.returncode == 1
    assert "is not the file that its checksum is of" in done.stderr
    assert sorted(p.name for p in (machine.base / "releases").iterdir()) == ["1.0.0"]


def test_an_older_release_is_refused(machine: Server) -> None:
    done = upgrade(machine, "0.9.0")
    assert "is not newer" in done.stderr


def test_there_must_be_something_to_go_back_to(machine: Server) -> None:
    assert "no release to go back to" in rollback(machine).stderr


def test_writes_wait_while_it_lasts(serving: Server) -> None:
    """The mark holds back a write of any process, and reading goes on."""
    (serving.instance / "writes-paused").touch()
    done = run(
        serving,
        [
            str(serving.base / "current/.venv/bin/newsapp"),
            "user",
            "add",
            "a@b.vn",
            "--role",
            "editor",
        ],
    )
    assert done.returncode == 1
    assert "being upgraded" in done.stderr
    assert serving.read("/")
