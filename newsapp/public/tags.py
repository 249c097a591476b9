"""The articles that have a tag, and the links that lead there."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles import queries
from newsapp.articles.tags import address
from newsapp.database import db
from newsapp.public import public
from newsapp.public.cards import card
from newsapp.web.page_cache import ready
from newsapp.web.pagination import page_of, requested_page


@public.get("/the/<slug>")
@ready
def tag(slug: str) -> str | Response:
    found = db.session.scalar(queries.tag_at(slug))
    if found is None:
        moved = db.session.scalar(queries.tag_once_at(slug)) or abort(404)
        number = requested_page()
        return redirect(url_for("public.tag", slug=moved.slug, page=number if number > 1 else None), 301)
    now = clock.now()
    total = db.session.scalars(queries.count_with_tag(now, found.id)).one() or abort(404)
    page = page_of(total, current_app.config["PAGE_SIZE"])
    rows = queries.cards_with_tag(now, found.id).offset(page.offset).limit(page.size)
    cards = [card(row) for row in db.session.execute(rows)]
    return render_template("public/tag.html", tag=found, cards=cards, page=page)


@public.app_template_filter("tag_links")
def tag_links(names: Sequence[str]) -> list[tuple[str, str]]:
    """(address, name) of each: the address follows from the name, so that no page asks the database for it."""
    return [(url_for("public.tag", slug=address(name)), name) for name in names]
