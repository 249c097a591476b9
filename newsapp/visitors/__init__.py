"""The counter of visitors."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Flask

from newsapp.database import db


def init_app(app: Flask) -> None:
    from newsapp.visitors.ledger import Ledger
    from newsapp.visitors.sessions import Signer

    with app.app_context():
        app.extensions["ledger"] = Ledger(db.engines["visitors"], ZoneInfo(app.config["TIMEZONE"]))
    app.extensions["visitor_signer"] = Signer(app.config["SECRET_KEY"])
