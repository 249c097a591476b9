"""The language of the pages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g
from flask_babel import get_domain, get_locale, refresh
from markupsafe import Markup, escape
from sqlalchemy.exc import SQLAlchemyError

from newsapp.extensions import babel
from newsapp.site import identity
from newsapp.text_language import language_of


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=lambda: g.get("language") or site_language())
    app.jinja_env.globals.update(language=language, lang=lang, lang_of=lang_of, _=translate)
    app.jinja_env.filters["spoken"] = spoken


def site_language() -> str:
    """The language that staff chose, otherwise that of the configuration."""
    try:
        chosen = identity.chosen_language()
    except SQLAlchemyError:
        chosen = ""
    return chosen or str(current_app.config["LANGUAGE"])


def set_language(language: str) -> None:
    """Make this page in another language than the site's.

    The language depends on the URL alone, never on the reader's browser, so that everybody sees
    the same page.
    """
    g.language = language
    refresh()


def language() -> str:
    """The language of this page. Each text and date asks, so it is found once a request."""
    context = g._get_current_object()  # each access through the proxy would take as long again
    if "language" not in context:
        context.language = str(get_locale())
    return str(context.language)


def lang(text: Any) -> Markup:
    """The lang attribute for an element whose text is not in the language of the page."""
    return _attribute(text.language)


def lang_of(words: object) -> Markup:
    """The same for words of which nobody has said what language they are in."""
    return _attribute(language_of(str(words)))


def spoken(words: object, language: str = "") -> Markup:
    """The words, in an element that says their language where that is not the page's."""
    attribute = _attribute(language or language_of(str(words)))
    return Markup("<span{}>{}</span>").format(attribute, words) if attribute else escape(words)


def _attribute(name: str) -> Markup:
    if not name or name == language():
        return Markup("")
    return Markup(' lang="{}"').format(name)


def translate(text: str, **variables: object) -> Markup:
    """The text in the language of the page, with escaped variables, like Jinja's own gettext.

    It is cached, because a page has some thirty texts and looking them up took a fifth of its time.
    """
    translation, without_variables = _translated(language(), text)
    return translation % variables if variables else without_variables


@lru_cache(4096)
def _translated(_language: str, text: str) -> tuple[Markup, Markup]:
    """Our own words, for use with variables and without."""
    translation = get_domain().get_translations().ugettext(text)
    return Markup(translation), Markup(translation.replace("%%", "%"))  # noqa: S704
