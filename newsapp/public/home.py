"""The home page: a lead story, what is pinned and the latest, and a block for each category."""

from __future__ import annotations

from flask import render_template

from newsapp import clock
from newsapp.articles import queries
from newsapp.database import db
from newsapp.public import public
from newsapp.public.cards import card
from newsapp.public.frame import menu
from newsapp.web.page_cache import ready

LATEST = 7
"""The lead story and six more."""
IN_BLOCK = 4


@public.get("/")
@ready
def home() -> str:
    now, sections = {"now": clock.now()}, menu()
    leading = {row.id: card(row) for row in db.session.execute(queries.leading(LATEST), now)}
    above = list(leading)[:LATEST]
    newest = [leading[number] for number in above]
    listed = queries.blocks(tuple(section.id for section in sections), IN_BLOCK + LATEST)
    rest = [shown for shown in map(card, db.session.execute(listed, now)) if shown.id not in above]
    blocks = [(s, [shown for shown in rest if shown.category_id == s.id][:IN_BLOCK]) for s in sections]
    return render_template(
        "public/home.html",
        lead=newest[0] if newest else None,
        latest=newest[1:],
        blocks=[(section, cards) for section, cards in blocks if cards],
    )
