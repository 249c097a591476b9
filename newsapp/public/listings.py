"""Lists of articles."""

from __future__ import annotations

from flask import abort, current_app, render_template

from newsapp import clock
from newsapp.articles import queries
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.public import described, public
from newsapp.public.cards import card
from newsapp.web.page_cache import ready
from newsapp.web.pagination import page_of


@public.get("/chuyen-muc/<slug>")
@ready
def category(slug: str) -> str:
    section = db.session.scalar(categories.by_slug(slug)) or abort(404)
    now = clock.now()
    total = db.session.scalars(queries.count_published(now, section.id)).one()
    page = page_of(total, current_app.config["PAGE_SIZE"])
    rows = queries.cards(now, section.id)
    cards = [card(row) for row in db.session.execute(rows.offset(page.offset).limit(page.size))]
    return render_template(
        "public/category.html", category=section, cards=cards, page=page, described=described.category(section)
    )
