"""Killing what is at work at random moments: nothing acknowledged is lost, and each thing is done
or was not begun.

KILLS says how often in all (the default keeps the suite quick), SEED which moments.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsapp import write_pause
from newsapp.operations.backup import archive, atomic_swap
from newsapp.operations.backup.restore import stage
from tests.operations.people import Editor, at_work, missing_files, texts, wait_for_saves
from tests.operations.upgrade.conftest import Server as Machine
from tests.operations.upgrade.conftest import machine, serving  # noqa: F401 - fixtures
from tests.operations.upgrade.test_switchover import archive_of, columns, rollback
from tests.servers import NEWSAPP, Server

pytestmark = [pytest.mark.server, pytest.mark.long]
KILLS = int(os.environ.get("KILLS", "9"))
SEED = int(os.environ.get("SEED", "20261123"))
VICTIMS = ("worker", "server", "backup", "restore", "upgrade")


def moments(what: str, first: float, last: float) -> list[float]:
    """Seconds after which something is killed, spread over its duration."""
    chance = random.Random(f"{SEED} {what}")
    often = max(1, KILLS // len(VICTIMS) + (VICTIMS.index(what) < KILLS % len(VICTIMS)))
    step = (last - first) / often
    return [first + step * (number + chance.random()) for number in range(often)]


def start(instance: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [NEWSAPP, *arguments], env={"NEWSAPP_INSTANCE": str(instance), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def write(instance: Path, title: str) -> None:
    with closing(sqlite3.connect(instance / "content.db")) as connection, connection:
        connection.execute("UPDATE revision SET title = ? WHERE id = 1", (title,))


def kill(seconds: float, instance: Path, *arguments: str | Path) -> None:
    """Start the command and kill it after so long, or sooner where it has ended by then."""
    while not kill_after(seconds, start(instance, *arguments)):
        seconds *= 0.7


def kill_after(seconds: float, process: subprocess.Popen[bytes]) -> bool:
    """Kill the process and all its children, unless it has ended by then; return whether it was
    killed.
    """
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def test_server_and_workers(newsroom: Path, editors: Callable[[str], list[Editor]]) -> None:
    server = Server(newsroom)
    server.start()
    people, chance = editors(server.url), random.Random(SEED)
    try:
        with at_work(*people):
            for delay, whole in zip(
                moments("worker", 0.3, 1.2), moments("server", 0.3, 1.2), strict=False
            ):
                wait_for_saves(people)
                time.sleep(delay)
                os.kill(chance.choice(server.workers_now()), signal.SIGKILL)
                time.sleep(whole)
                server.kill()
                server.start()
            wait_for_saves(people)
    finally:
        server.stop()
    saved = {title for one in people for title in one.saved}
    assert len(saved) > 5
    assert saved - texts(newsroom) == set()
    assert missing_files(newsroom) == []


def test_backup(newsroom: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    for number, delay in enumerate(moments("backup", 0.4, 1.3)):
        (newsroom / "media" / "attachments" / "aa").mkdir(parents=True, exist_ok=True)
        (newsroom / "media" / "attachments" / "aa" / f"{number:032x}.bin").write_bytes(
            os.urandom(20_000_000)
        )
        kill(delay, newsroom, "backup", backups)
        for finished in archive.finished(backups):
            staged = tmp_path / "staged"
            staged.mkdir()
            stage(finished, staged)  # raises where anything of it is missing or wrong
            shutil.rmtree(staged)
    assert start(newsroom, "backup", backups).wait() == 0
    assert archive.latest(backups)


def test_restore(newsroom: Path, tmp_path: Path) -> None:
    packed = tmp_path / "site.tar.gz"
    assert start(newsroom, "backup", packed).wait() == 0
    backed_up = texts(newsroom)
    for number, delay in enumerate(moments("restore", 0.5, 1.6)):
        instance = tmp_path / f"site-{number}"
        shutil.copytree(newsroom, instance)
        (instance / "media" / "of-the-former").mkdir(parents=True)
        write(instance, "Sau bản sao lưu")
        former = texts(instance)
        kill(delay, instance, "restore", packed, "--yes")
        atomic_swap.finish(instance)  # what the next start of anything does
        now = texts(instance)
        assert now in (backed_up, former)
        assert (instance / "media" / "of-the-former").exists() == (now == former)
        assert start(instance, "restore", packed, "--yes").wait() == 0
        assert texts(instance) == backed_up


def test_upgrade(serving: Machine) -> None:  # noqa: F811
    serving.add_release("1.1.0", migrates=True)
    command = serving.upgrade_command("upgrade", str(archive_of(serving, "1.1.0")))
    for delay in moments("upgrade", 1.0, 8.0):
        process = subprocess.Popen(
            command,
            env=serving.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        kill_after(delay, process)
        if (serving.instance / "upgrade.json").exists():
            done = rollback(serving)
            assert done.returncode == 0, done.stderr
            assert "was interrupted" in done.stdout
            assert serving.serves == "1.0.0"
        write_pause.resume(serving.instance)  # what the next upgrade begins with
        serving.wait()
        assert ("remark" in columns(serving)) == (serving.serves == "1.1.0")
        assert (serving.base / "current").resolve().name == serving.serves
        if serving.serves == "1.1.0":
            assert rollback(serving).returncode == 0
