"""The home page: a lead story, pinned and latest articles, and a block for each category."""

from __future__ import annotations

from flask import render_template

from newsapp import clock
from newsapp.articles import queries
from newsapp.database import rows
from newsapp.public import public
from newsapp.public.cards import card
from newsapp.public.menu import navigation
from newsapp.registry import registry
from newsapp.web.page_cache import cached_by

LATEST = 7
"""The lead story and six more."""
IN_BLOCK = 4


@public.get("/")
@cached_by(free="p")
def home() -> str:
    """p: WordPress' name of an article, which a part may know."""
    now, everywhere = {"now": clock.now()}, navigation()
    leading = {row.id: card(row) for row in rows(queries.leading(LATEST, everywhere.hidden), now)}
    above = list(leading)[:LATEST]
    newest = [leading[number] for number in above]
    in_block = {
        section.id: section.parent_id or section.id
        for section in everywhere.sections
        if not section.is_hidden
    }
    of_blocks = rows(queries.blocks(tuple(in_block), IN_BLOCK + LATEST), now)
    rest = [card(row) for row in sorted(of_blocks, key=queries.newest_first) if row.id not in above]
    blocks = [
        (s, [c for c in rest if in_block[c.category_id] == s.id][:IN_BLOCK])
        for s in everywhere.on_home
    ]
    return render_template(
        "public/home.html",
        lead=newest[0] if newest else None,
        latest=newest[1:],
        blocks=[(section, cards) for section, cards in blocks if cards],
        **registry().values("home"),
    )
