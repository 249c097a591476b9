"""Reading categories."""

from __future__ import annotations

from sqlalchemy import Select, select

from newsapp.categories.models import Category


def in_menu_order() -> Select[Category]:
    return select(Category).order_by(Category.position, Category.id)


def by_slug(slug: str) -> Select[Category]:
    return select(Category).where(Category.slug == slug)
