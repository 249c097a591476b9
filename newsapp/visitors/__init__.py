"""The counter of visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from newsapp.database import db

if TYPE_CHECKING:
    from newsapp.visitors.ledger import Ledger


def init_app(app: Flask) -> None:
    """Keep the counts in the visitors' database, or in Redis where NEWSAPP_REDIS_URL names one."""
    from newsapp.visitors.ledger import Ledger
    from newsapp.visitors.redis_book import RedisBook
    from newsapp.visitors.sql_book import SqlBook

    zone = ZoneInfo(app.config["TIMEZONE"])
    if url := app.config["REDIS_URL"]:
        app.extensions["ledger"] = Ledger(RedisBook(url, zone))
    else:
        with app.app_context():
            app.extensions["ledger"] = Ledger(SqlBook(db.engines["visitors"], zone))


def counter() -> Ledger:
    """This process's ledger."""
    found: Ledger = current_app.extensions["ledger"]
    return found
