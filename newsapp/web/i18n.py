"""The language of the pages."""

from __future__ import annotations

from flask import Flask, current_app
from flask_babel import get_locale

from newsapp.extensions import babel


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=lambda: current_app.config["LANGUAGE"])
    app.jinja_env.globals["language"] = lambda: str(get_locale())
