"""The books that counts are kept in, each empty: the visitors' database and, where it is installed, a private Redis."""

from __future__ import annotations

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
