"""A Redis of the tests' own, where redis-server is installed."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of our own, behind a socket in a temporary folder."""
    with redis_server(tmp_path_factory.mktemp("redis")) as (url, _process):
        yield url


@contextmanager
def redis_server(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A running Redis: its address, and its process."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed, so counting in Redis is not tested")
    socket = folder / "redis.sock"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                program,
                "--port",
                "0",
                "--unixsocket",
                str(socket),
                "--save",
                "",
                "--dir",
                str(folder),
            ],
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(socket)
        yield f"unix://{socket}", process
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(socket: Path) -> None:
    deadline = time.monotonic() + 10
    while not socket.exists():
        if time.monotonic() > deadline:
            raise RuntimeError("redis-server did not start")
        time.sleep(0.01)
