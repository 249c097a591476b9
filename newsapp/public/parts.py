"""The parts around a page that are the same on one page after another: made once for what they show."""

from __future__ import annotations

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsapp.public import public
from newsapp.web.i18n import language
from newsapp.web.store import Store

MEMORY = 300_000
"""Characters, of all parts together: a menu takes some thousand, and differs by the section it stands in."""

_made: Store[tuple[object, ...], Markup] = Store(MEMORY)


@public.app_template_global()
@pass_context
def part(page: Context, template: str, *shown: object) -> Markup:
    """The template with the values of the page that asks for it, made once for each language and all that it shows.

    What is not in `shown` may not differ from page to page, nor from one moment to the next. A third of a page's time
    went into these.
    """
    key = (template, language(), *shown)
    made = _made.get(key)
    if made is None:
        made = Markup(page.environment.get_template(template).render(page.get_all()))  # noqa: S704 - a template's
        _made.put(key, made, len(made))
    return made
