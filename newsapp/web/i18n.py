"""The language of the pages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import get_domain, get_locale, refresh
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from newsapp.extensions import babel
from newsapp.site import identity

ENGLISH_EDITION = "/en/"


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=_selected)
    app.jinja_env.globals["language"] = language
    app.jinja_env.globals["lang"] = lang
    app.jinja_env.globals["_"] = translate


def _selected() -> str:
    """By what is asked for, never by the reader's browser: what an address shows is the same for everybody."""
    in_english = has_request_context() and request.path.startswith(ENGLISH_EDITION)
    return g.get("language") or ("en" if in_english else of_the_site())


def of_the_site() -> str:
    """What staff chose; else, and where the database does not answer, what the installation says."""
    try:
        chosen = identity.chosen_language()
    except SQLAlchemyError:
        chosen = ""
    return chosen or str(current_app.config["LANGUAGE"])


def speak(chosen: str) -> None:
    """Make the page in this language, whatever the site's is."""
    g.language = chosen
    refresh()


def is_edition() -> bool:
    """Whether this page is of the English edition of a Vietnamese site."""
    return language() == "en" and of_the_site() != "en"


def language() -> str:
    """The language of the page that is being made. Asked for at each text and day, so it is found once a page."""
    here = g._get_current_object()  # each look through the proxy itself takes as long again
    known: str | None = here.get("language")
    if known is None:
        known = here.language = str(get_locale())
    return known


def lang(text: Any) -> Markup:
    """The attribute that an element needs whose `text` is in another language than the page."""
    return Markup("") if text.language == language() else Markup(' lang="{}"').format(text.language)


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
