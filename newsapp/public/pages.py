"""The public address of pages such as "about" and "contact"."""

from __future__ import annotations

from flask import redirect
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles import pages
from newsapp.database import db
from newsapp.public import public
from newsapp.public.article import published_or_gone, show
from newsapp.registry import registry
from newsapp.web.page_cache import cached
from newsapp.web.urls import url_for


@public.get("/trang/<slug>")
@cached
def page(slug: str) -> str | Response:
    number = db.session.scalar(pages.number_at(), {"address": slug})
    if number is None:
        raise NotFound
    article = published_or_gone(number, clock.now())
    if slug != article.address:
        return redirect(url_for("public.page", slug=article.address), 301)
    return show(article, article, [], [], **registry().values("page", article))
