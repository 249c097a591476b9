"""What a site on several machines needs: Redis, and moving its databases to PostgreSQL."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Flask


def init_app(app: Flask) -> None:
    """Share the version of the content and the counts of visitors in Redis, where it is set up.

    To be called after these two are made, and before anything uses them.
    """
    url = app.config["REDIS_URL"]
    if not url:
        return
    from newsapp.cluster.redis_content_version import RedisContentVersion
    from newsapp.cluster.redis_counter_store import RedisCounterStore

    app.extensions["content_version"] = RedisContentVersion(url)
    zone = ZoneInfo(app.config["TIMEZONE"])
    app.extensions["visitor_counter"].store = RedisCounterStore(url, zone)
