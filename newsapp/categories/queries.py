"""Reading categories."""

from __future__ import annotations

from sqlalchemy import Select, select

from newsapp import ordering, redirects
from newsapp.categories.models import Category


def in_menu_order() -> Select[Category]:
    """Each category of the first level, followed by those below it."""
    return ordering.in_order(Category)


def by_slug(slug: str) -> Select[Category]:
    return select(Category).where(Category.slug == slug)


def once_at(slug: str) -> Select[Category]:
    """The category that stood at `slug` before it was renamed or merged."""
    return redirects.moved_from(Category, redirects.CATEGORY, slug)
