"""Lists of articles."""

from __future__ import annotations

from flask import abort, current_app, redirect, render_template
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles import queries
from newsapp.categories import queries as categories
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.public import described, public
from newsapp.public.cards import card
from newsapp.public.menu import navigation
from newsapp.web.addresses import url_for
from newsapp.web.page_cache import ready
from newsapp.web.pagination import page_of, requested_page


@public.get("/chuyen-muc/<slug>")
@ready
def category(slug: str) -> str | Response:
    section = db.session.scalar(categories.by_slug(slug))
    if section is None:
        return moved_category(slug)
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
        below=[one for one in below if not one.is_hidden],
        described=described.category(section),
    )


def listed_with(section: Category) -> tuple[int, ...]:
    """The category and those whose articles stand in its list too."""
    below = navigation().below(section.id)
    return (section.id, *(one.id for one in below if not one.is_hidden or section.is_hidden))


def moved_category(slug: str) -> Response:
    """To where the category stands now, on the same page of its list; 404 where there never was one."""
    moved = db.session.scalar(categories.once_at(slug)) or abort(404)
    number = requested_page()
    return redirect(url_for("public.category", slug=moved.slug, page=number if number > 1 else None), 301)
