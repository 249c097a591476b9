"""What a former address leads to: an article, a page, a category, or another path of this site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from newsapp.admin.link_check import leads_nowhere
from newsapp.articles import pages
from newsapp.articles.models import Article
from newsapp.categories import queries as categories
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.parts.redirects.addresses import RedirectError
from newsapp.parts.redirects.models import ARTICLE, CATEGORY, LONGEST, PAGE, PATH, Redirect
from newsapp.slugs import slug
from newsapp.web.urls import own_path, url_for


@dataclass(frozen=True, slots=True)
class Target:
    """kind, number, path: as in models.Redirect."""

    kind: str
    number: int | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A redirect in a list. path: where it leads now; "" where that is no longer there."""

    redirect: Redirect
    path: str
    title: str


def parse(text: str) -> Target:
    """What stands at the path, or at the whole address on this site, that somebody has typed.

    Raises RedirectError.
    """
    typed = re.sub(rf"^https?://{re.escape(request.host)}(?=/|$)", "", text.strip())
    path = own_path(typed or "/")
    if path is None or len(path) > LONGEST:
        raise RedirectError(
            _(
                "Nơi dẫn đến phải là một trang của trang tin này, ví dụ /tin-tuc/12 hoặc"
                " /chuyen-muc/tin."
            )
        )
    target = _thing_at(path.partition("?")[0])
    if target is not None:
        return target
    if leads_nowhere(path):
        raise RedirectError(_("Site này không có trang %(path)s.", path=path))
    return Target(PATH, path=path)


def _thing_at(path: str) -> Target | None:
    """The article, page or category at a path, whether readers see it or not."""
    try:
        endpoint, values = current_app.url_map.bind(request.host).match(path)
    except HTTPException:
        return None
    if endpoint == "public.article":
        article = db.session.get(Article, values["number"])
        return Target(PAGE if article.is_page else ARTICLE, article.id) if article else None
    if endpoint == "public.page":
        number = db.session.scalar(pages.number_at(), {"address": values["slug"]})
        return Target(PAGE, number) if number else None
    if endpoint == "public.category":
        found = categories.by_slug(values["slug"]), categories.once_at(values["slug"])
        section = db.session.scalar(found[0]) or db.session.scalar(found[1])
        return Target(CATEGORY, section.id) if section else None
    return None


def shown(redirects: Iterable[Redirect]) -> list[Shown]:
    """Where each leads now, as staff see it."""
    rows = list(redirects)
    places = _articles(rows) | _categories(rows)
    return [
        Shown(row, row.path, "")
        if row.kind == PATH
        else Shown(row, *places.get((row.kind == CATEGORY, row.number), ("", "")))
        for row in rows
    ]


Places = Mapping[tuple[bool, int | None], tuple[str, str]]
"""(whether it is a category, its number) -> its path and its title."""


def _articles(rows: list[Redirect]) -> dict[Any, tuple[str, str]]:
    numbers = [row.number for row in rows if row.kind in (ARTICLE, PAGE)]
    columns = select(Article.id, Article.title, Article.address).where(Article.id.in_(numbers))
    places = {}
    for number, title, address in db.session.execute(columns):
        path = article_path(number, title, address)
        places[False, number] = (path, title)
    return places


def _categories(rows: list[Redirect]) -> dict[Any, tuple[str, str]]:
    numbers = [row.number for row in rows if row.kind == CATEGORY]
    found = db.session.scalars(select(Category).where(Category.id.in_(numbers)))
    return {(True, one.id): (category_path(one), one.name) for one in found}


def article_path(number: int, title: str, address: str | None) -> str:
    if address is not None:
        return url_for("public.page", slug=address)
    return url_for("public.article", number=number, slug=slug(title, fallback="tin"))


def category_path(section: Category) -> str:
    return url_for("public.category", slug=section.slug)
