"""The parts around a page that are the same on one page after another: made once after each change."""

from __future__ import annotations

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsapp.generation import kept
from newsapp.public import public
from newsapp.web.i18n import language


@public.app_template_global()
@pass_context
def part(page: Context, template: str, *by: object) -> Markup:
    """The template with the values of the page that asks for it, made once for each language and each value of `by`.

    It may show nothing else that differs between pages, nor between readers. A third of a page's time went into these.
    """
    made, key = _made(), (template, language(), *by)
    if key not in made:
        made[key] = Markup(page.environment.get_template(template).render(page.get_all()))  # noqa: S704 - a template's
    return made[key]


@kept
def _made() -> dict[tuple[object, ...], Markup]:
    return {}
