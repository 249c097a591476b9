"""The books that counts are kept in, each empty: the visitors' database and, where it is installed, a private Redis."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from newsapp.database import db
from newsapp.visitors.book import BookError
from newsapp.visitors.redis_book import RedisBook
from newsapp.visitors.sql_book import SqlBook

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
Book = SqlBook | RedisBook


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of our own, behind a socket in a temporary folder."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed, so counting in Redis is not tested")
    folder = tmp_path_factory.mktemp("redis")
    socket = folder / "redis.sock"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(folder)],
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(socket)
        yield f"unix://{socket}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(socket: Path) -> None:
    deadline = time.monotonic() + 10
    while not socket.exists():
        if time.monotonic() > deadline:
            raise RuntimeError("redis-server did not start")
        time.sleep(0.01)


@pytest.fixture
def sql_book(app: Flask) -> SqlBook:
    return SqlBook(db.engines["visitors"], ZONE)


@pytest.fixture
def redis_book(redis_url: str, tmp_path: Path) -> Iterator[RedisBook]:
    book = RedisBook(redis_url, ZONE, name=tmp_path.name)
    try:
        book.read(0)
    except BookError as error:
        raise RuntimeError(f"Redis does not answer: {error}") from error
    yield book
    book.close()


@pytest.fixture(params=["sql", "redis"])
def book(request: pytest.FixtureRequest) -> Book:
    found: Book = request.getfixturevalue(f"{request.param}_book")
    return found
