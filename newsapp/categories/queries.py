"""Reading categories."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from newsapp import former_addresses
from newsapp.categories.models import Category


def in_menu_order() -> Select[Category]:
    """Each category of the first level, followed by those below it."""
    parent = aliased(Category)
    return (
        select(Category)
        .outerjoin(parent, parent.id == Category.parent_id)
        .order_by(
            func.coalesce(parent.position, Category.position),
            func.coalesce(parent.id, Category.id),
            Category.parent_id.is_not(None),
            Category.position,
            Category.id,
        )
    )


def by_slug(slug: str) -> Select[Category]:
    return select(Category).where(Category.slug == slug)


def once_at(slug: str) -> Select[Category]:
    """The category that stood at `slug` before it was renamed or merged."""
    former = former_addresses.target(former_addresses.CATEGORY, slug).scalar_subquery()
    return select(Category).where(Category.id == former)
