"""The stores that keep the counts, each empty: the visitors' database and, where it is installed, a
private Redis.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from newsapp.cluster.redis_counter_store import RedisCounterStore
from newsapp.database import db
from newsapp.visitors.counter_store import CounterStoreError
from newsapp.visitors.sql_counter_store import SqlCounterStore

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CounterStore = SqlCounterStore | RedisCounterStore


@pytest.fixture
def sql_store(app: Flask) -> SqlCounterStore:
    return SqlCounterStore(db.engines["visitors"], ZONE)


@pytest.fixture
def redis_store(redis_url: str, tmp_path: Path) -> Iterator[RedisCounterStore]:
    store = RedisCounterStore(redis_url, ZONE, name=tmp_path.name)
    try:
        store.read(0)
    except CounterStoreError as error:
        raise RuntimeError(f"Redis does not answer: {error}") from error
    yield store
    store.close()


@pytest.fixture(params=["sql", "redis"])
def store(request: pytest.FixtureRequest) -> CounterStore:
    found: CounterStore = request.getfixturevalue(f"{request.param}_store")
    return found
