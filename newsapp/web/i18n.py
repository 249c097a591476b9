"""The language of the pages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, current_app
from flask_babel import get_domain, get_locale
from markupsafe import Markup

from newsapp.extensions import babel


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=lambda: current_app.config["LANGUAGE"])
    app.jinja_env.globals["language"] = lambda: str(get_locale())
    app.jinja_env.globals["_"] = _translator()


def _translator() -> Any:
    """`_()` for templates: a page has some thirty texts, and looking for each one's language took a fifth of its time.

    The language is the site's, so a text's translation is found once.
    """

    @lru_cache(4096)
    def translated(text: str) -> Markup:
        return Markup(get_domain().get_translations().ugettext(text))  # noqa: S704 - our own words

    def translate(text: str, **variables: Any) -> Markup:
        """`variables` are escaped, as Jinja's own gettext does."""
        return translated(text) % variables

    return translate
