"""Lists of articles."""

from __future__ import annotations

from flask import abort, current_app, redirect, render_template
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles import queries
from newsapp.categories import queries as categories
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.public import public
from newsapp.public.cards import card
from newsapp.public.menu import navigation
from newsapp.registry import registry
from newsapp.web.page_cache import cached
from newsapp.web.pagination import page_of, requested_page
from newsapp.web.urls import url_for


@public.get("/chuyen-muc/<slug>")
@cached
def category(slug: str) -> str | Response:
    section = db.session.scalar(categories.by_slug(slug))
    if section is None:
        moved = db.session.scalar(categories.once_at(slug)) or abort(404)
        return moved_list("public.category", moved.slug)
    now, below, numbers = clock.now(), navigation().below(section.id), listed_with(section)
    total = db.session.scalars(queries.count_published(now, *numbers)).one()
    page = page_of(total, current_app.config["PAGE_SIZE"])
    rows = queries.page_of_categories(now, numbers, page.offset, page.size)
    return render_template(
        "public/category.html",
        category=section,
        cards=[card(row) for row in db.session.execute(rows)],
        page=page,
        trail=navigation().trail(section.id)[:-1],
        below=[child for child in below if not child.is_hidden],
        **registry().values("category", section),
    )


def listed_with(section: Category) -> tuple[int, ...]:
    """The numbers of the category and of those below it whose articles its list shows too."""
    below = navigation().below(section.id)
    shown = [child.id for child in below if not child.is_hidden or section.is_hidden]
    return (section.id, *shown)


def moved_list(endpoint: str, slug: str) -> Response:
    """Redirect to the list's new address, to the same page number."""
    number = requested_page()
    page = number if number > 1 else None
    return redirect(url_for(endpoint, slug=slug, page=page), 301)
