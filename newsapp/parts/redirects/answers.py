"""What a reader gets at a former address, in the place of "not found"."""

from __future__ import annotations

from flask import redirect, request
from sqlalchemy import select
from werkzeug.exceptions import Gone, NotFound
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.parts.redirects import addresses
from newsapp.parts.redirects.hits import hit_counter
from newsapp.parts.redirects.models import CATEGORY, LONGEST, PATH, Redirect
from newsapp.parts.redirects.targets import article_path, category_path
from newsapp.public.article import published_or_gone
from newsapp.public.counting import is_counted
from newsapp.web.placeholders import placeholders
from newsapp.web.urls import url_for


def moved() -> Response | None:
    """A redirect to what the address of the request once was; None where it was nothing."""
    environ = request.environ
    path = environ["PATH_INFO"].encode("latin-1")
    if len(path) + len(request.query_string) > LONGEST:
        return None
    found = _redirect_at(addresses.asked_for(path, request.query_string))
    target = found and _path_of(found)
    if not found or not target:
        return None
    # Not while the page cache tries whether it may keep the answer.
    if placeholders() is None and is_counted():
        hit_counter().hit(found.id, clock.now())
    response = redirect(target, 301)
    response.headers["Cache-Control"] = "no-store"  # every use is counted
    return response


def moved_from_wordpress() -> Response | None:
    """The same for a plain permalink, which would show the home page."""
    is_permalink = request.path == "/" and "p" in request.args
    return moved() if is_permalink else None


def _redirect_at(asked: list[str]) -> Redirect | None:
    rows = db.session.scalars(select(Redirect).where(Redirect.address.in_(asked)))
    return min(rows, key=lambda row: asked.index(row.address), default=None)


def _path_of(found: Redirect) -> str | None:
    """Where the redirect leads readers; None to what they have never seen."""
    if found.kind == PATH:
        return found.path
    number = found.number or 0
    if found.kind == CATEGORY:
        section = db.session.get(Category, number)
        return category_path(section) if section else None
    try:
        article = published_or_gone(number, clock.now())
    except NotFound:
        return None
    except Gone:
        return url_for("public.article", number=number)
    return article_path(article.id, article.title, article.address)
