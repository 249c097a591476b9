"""The home page: a lead story, the latest, and a block for each category."""

from __future__ import annotations

from flask import render_template

from newsapp import clock
from newsapp.articles import queries
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.public import public
from newsapp.public.cards import card
from newsapp.web.page_cache import ready

LATEST = 7
"""The lead story and six more."""
IN_BLOCK = 4


@public.get("/")
@ready
def home() -> str:
    now = clock.now()
    newest = [card(row) for row in db.session.execute(queries.cards(now).limit(LATEST))]
    sections = db.session.scalars(categories.in_menu_order()).all()
    above = {shown.id for shown in newest}
    each = IN_BLOCK + len(above)
    rows = db.session.execute(queries.cards_by_category(now, [s.id for s in sections], each))
    rest = [shown for shown in map(card, rows) if shown.id not in above]
    blocks = [(s, [shown for shown in rest if shown.category_id == s.id][:IN_BLOCK]) for s in sections]
    return render_template(
        "public/home.html",
        lead=newest[0] if newest else None,
        latest=newest[1:],
        blocks=[(section, cards) for section, cards in blocks if cards],
    )
