"""Addresses that categories, tags and pages once had: they lead on to where the thing stands now.

A row names the thing itself, never another address, so that chains and circles cannot come about.
An address that was somebody's stays theirs: nothing else is given it, for who has it bookmarked
means the former one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, db

CATEGORY, TAG, PAGE = "category", "tag", "page"


class FormerAddress(Model):
    __tablename__ = "former_address"

    area: Mapped[str] = mapped_column(String(20), primary_key=True)
    """CATEGORY, TAG or PAGE."""
    slug: Mapped[str] = mapped_column(String(100), primary_key=True)
    target_id: Mapped[int]


def target(area: str, slug: str) -> Select[int]:
    """The number of what once stood at `slug`."""
    return select(FormerAddress.target_id).where(
        FormerAddress.area == area, FormerAddress.slug == slug
    )


def moved_from(model: Any, area: str, slug: str) -> Select[Any]:
    """The row of `model` that once stood at `slug`."""
    return select(model).where(model.id == target(area, slug).scalar_subquery())


def move(area: str, target_id: int, before: str, after: str) -> None:
    """From now on `before` leads to what stands at `after`."""
    if before == after:
        return
    db.session.execute(
        delete(FormerAddress).where(FormerAddress.area == area, FormerAddress.slug == after)
    )
    db.session.add(FormerAddress(area=area, slug=before, target_id=target_id))
    db.session.flush()


def hand_over(area: str, source_id: int, slug: str, target_id: int) -> None:
    """All addresses that `source_id` has (`slug`) and had lead to `target_id`."""
    had = (FormerAddress.area == area) & (FormerAddress.target_id == source_id)
    db.session.execute(update(FormerAddress).where(had).values(target_id=target_id))
    db.session.add(FormerAddress(area=area, slug=slug, target_id=target_id))
    db.session.flush()


def drop(area: str, target_id: int) -> None:
    """Forget the former addresses of what is no more."""
    had = (FormerAddress.area == area) & (FormerAddress.target_id == target_id)
    db.session.execute(delete(FormerAddress).where(had))


def free(area: str, wanted: str, column: Any, *, own_id: int = 0) -> str:
    """`wanted`, or `wanted`-2 and so on: what nobody has in the column, or had, but `own_id`."""
    has = select(column).where(column.startswith(wanted), column.class_.id != own_id)
    had = select(FormerAddress.slug).where(
        FormerAddress.area == area,
        FormerAddress.slug.startswith(wanted),
        FormerAddress.target_id != own_id,
    )
    taken = {*db.session.scalars(has), *db.session.scalars(had)}
    candidate = wanted
    number = 1
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
