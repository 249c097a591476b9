from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsapp.cluster import redis_connection
from newsapp.cluster.redis_content_version import RedisContentVersion
from newsapp.cluster.redis_counter_store import RedisCounterStore
from newsapp.visitors.counter_store import CounterStoreError
from tests.private_redis import redis_server

ASKED_AND_SILENT = "Timeout"
NOT_ASKED = "did not answer a moment ago"


@pytest.fixture(autouse=True)
def short_time_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(redis_connection, "TIMEOUT", 0.1)
    yield
    redis_connection._down_until.clear()


def problem(store: RedisCounterStore) -> str:
    with pytest.raises(CounterStoreError) as caught:
        store.read(int(time.time()))
    return str(caught.value)


def test_a_redis_that_hangs_is_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with redis_server(tmp_path) as (url, process):
        store, version = RedisCounterStore(url, ZoneInfo("UTC")), RedisContentVersion(url)
        store.read(int(time.time()))
        before = version.now()

        # Whoever asks first waits; nobody after that
        process.send_signal(signal.SIGSTOP)
        assert ASKED_AND_SILENT in problem(store)
        assert NOT_ASKED in problem(store)
        assert len({before, version.now(), version.now()}) == 3

        # After the pause one asks again
        monkeypatch.setitem(redis_connection._down_until, url, time.monotonic())
        assert ASKED_AND_SILENT in problem(store)
        assert NOT_ASKED in problem(store)

        # And all, once it answers
        process.send_signal(signal.SIGCONT)
        monkeypatch.setitem(redis_connection._down_until, url, time.monotonic())
        store.read(int(time.time()))
        assert version.now() == version.now()
        store.close()


def test_while_one_asks_again_the_others_do_not_wait(tmp_path: Path) -> None:
    with redis_server(tmp_path) as (url, _process):
        store = RedisCounterStore(url, ZoneInfo("UTC"))
        redis_connection._down_until[url] = time.monotonic()
        with store.connection.asking():
            assert NOT_ASKED in problem(store)
        store.read(int(time.time()))
        store.close()


def test_one_that_refuses_costs_nothing_and_is_asked_each_time(tmp_path: Path) -> None:
    store = RedisCounterStore(f"unix://{tmp_path}/nobody.sock", ZoneInfo("UTC"))
    for _ in range(2):
        assert NOT_ASKED not in problem(store)
