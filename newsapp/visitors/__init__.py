"""The counter of visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from newsapp.database import db

if TYPE_CHECKING:
    from newsapp.visitors.visitor_counter import VisitorCounter


def init_app(app: Flask) -> None:
    """Count in the visitors' database."""
    from newsapp.visitors.sql_counter_store import SqlCounterStore
    from newsapp.visitors.visitor_counter import VisitorCounter

    zone = ZoneInfo(app.config["TIMEZONE"])
    with app.app_context():
        store = SqlCounterStore(db.engines["visitors"], zone)
    app.extensions["visitor_counter"] = VisitorCounter(store)


def counter() -> VisitorCounter:
    """This process's counter."""
    this_counter: VisitorCounter = current_app.extensions["visitor_counter"]
    return this_counter
