"""Pages: what the agency says of itself, at short addresses that stay."""

from __future__ import annotations

from flask import redirect
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles import pages
from newsapp.database import db
from newsapp.public import described, public
from newsapp.public.article import published_or_gone, show
from newsapp.web.addresses import url_for
from newsapp.web.page_cache import ready


@public.get("/trang/<slug>")
@ready
def page(slug: str) -> str | Response:
    number = db.session.scalar(pages.number_at(), {"address": slug})
    if number is None:
        raise NotFound
    found = published_or_gone(number, clock.now())
    if slug != found.address:
        return redirect(url_for("public.page", slug=found.address), 301)
    return show(found, found, [], [], described=described.page(found))
