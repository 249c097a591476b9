"""Fragments that many pages share (menu, footer): rendered once for the same values."""

from __future__ import annotations

from flask import current_app
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsapp.public import public
from newsapp.web.i18n import language
from newsapp.web.lru_cache import LruCache

MEMORY = 300_000
"""Characters of all fragments together: a menu takes a few thousand, per section."""


@public.app_template_global()
@pass_context
def part(page: Context, template: str, *shown: object) -> Markup:
    """Render the template with the page's values, once per language and `shown` values.

    Values that are not in `shown` must be the same on every page. This saves a third of the time.
    """
    cache: LruCache[tuple[object, ...], Markup] = current_app.extensions.setdefault(
        "fragment_cache", LruCache(MEMORY)
    )
    key = (template, language(), *shown)
    made = cache.get(key)
    if made is None:
        text = page.environment.get_template(template).render(page.get_all())
        made = Markup(text)  # noqa: S704 - a template's
        cache.put(key, made, len(made))
    return made
