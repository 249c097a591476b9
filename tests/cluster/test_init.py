"""Where a site keeps the version of its content and its counts of visitors."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from newsapp import create_app
from newsapp.cluster.redis_content_version import RedisContentVersion
from newsapp.cluster.redis_counter_store import RedisCounterStore
from newsapp.content_version import content_version
from newsapp.visitors import counter
from newsapp.visitors.sql_counter_store import SqlCounterStore


def test_one_machine_needs_no_redis(app: Flask) -> None:
    assert not isinstance(content_version(), RedisContentVersion)
    assert isinstance(counter().store, SqlCounterStore)


def test_several_machines_share_both_in_redis(instance: Path, redis_url: str) -> None:
    environ = {"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_REDIS_URL": redis_url}
    with create_app(environ).app_context():
        assert isinstance(content_version(), RedisContentVersion)
        assert isinstance(counter().store, RedisCounterStore)
        counter().store.close()
        content_version()._connection.client.close()
