"""The language of the pages."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, current_app, g
from flask_babel import get_domain, get_locale
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from newsapp.extensions import babel
from newsapp.site import identity


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=_of_the_site)
    app.jinja_env.globals["language"] = language
    app.jinja_env.globals["_"] = translate


def _of_the_site() -> str:
    """What staff chose; else, and where the database does not answer, what the installation says."""
    try:
        chosen = identity.chosen_language()
    except SQLAlchemyError:
        chosen = ""
    return chosen or str(current_app.config["LANGUAGE"])


def language() -> str:
    """The language of the page that is being made. Asked for at each text and day, so it is found once a page."""
    known: str | None = g.get("language")
    if known is None:
        known = g.language = str(get_locale())
    return known


def translate(text: str, **variables: object) -> Markup:
    """The text in the page's language; `variables` are escaped, as Jinja's own gettext does.

    A page has some thirty texts, and looking each one up in the catalogue took a fifth of its time.
    """
    with_gaps, whole = _translated(language(), text)
    return with_gaps % variables if variables else whole


@lru_cache(4096)
def _translated(_language: str, text: str) -> tuple[Markup, Markup]:
    """Our own words, with the places for their variables, and as they stand where they have none."""
    found = Markup(get_domain().get_translations().ugettext(text))  # noqa: S704
    return found, Markup(str(found).replace("%%", "%"))  # noqa: S704
