"""The counter of visitors."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Flask

from newsapp.database import db


def init_app(app: Flask) -> None:
    from newsapp.visitors.ledger import Ledger

    with app.app_context():
        app.extensions["ledger"] = Ledger(db.engines["visitors"], ZoneInfo(app.config["TIMEZONE"]))
