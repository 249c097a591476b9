"""Addresses that categories, tags and pages once had: they lead on to where the thing stands now.

A row names the thing itself, never another address, so that chains and circles cannot come about. An address that was
somebody's stays theirs: nothing else is given it, for who has it bookmarked means the former one.
"""

from __future__ import annotations

from collections.abc import Iterable

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
    return select(FormerAddress.target_id).where(FormerAddress.area == area, FormerAddress.slug == slug)


def move(area: str, target_id: int, before: str, after: str) -> None:
    """From now on `before` leads to what stands at `after`."""
    forget(area, [after])
    db.session.add(FormerAddress(area=area, slug=before, target_id=target_id))
    db.session.flush()


def hand_over(area: str, source_id: int, slug: str, target_id: int) -> None:
    """All addresses that `source_id` has (`slug`) and had lead to `target_id`."""
    db.session.execute(
        update(FormerAddress)
        .where(FormerAddress.area == area, FormerAddress.target_id == source_id)
        .values(target_id=target_id)
    )
    db.session.add(FormerAddress(area=area, slug=slug, target_id=target_id))
    db.session.flush()


def drop(area: str, target_id: int) -> None:
    """Forget the former addresses of what is no more."""
    db.session.execute(delete(FormerAddress).where(FormerAddress.area == area, FormerAddress.target_id == target_id))


def forget(area: str, slugs: Iterable[str]) -> None:
    db.session.execute(delete(FormerAddress).where(FormerAddress.area == area, FormerAddress.slug.in_(list(slugs))))


def free(area: str, wanted: str, taken_now: Iterable[str], *, own_id: int | None = None) -> str:
    """`wanted`, or `wanted`-2 and so on: what nobody has, or had but `own_id`."""
    had = select(FormerAddress.slug).where(FormerAddress.area == area, FormerAddress.slug.startswith(wanted))
    if own_id is not None:
        had = had.where(FormerAddress.target_id != own_id)
    taken = {*taken_now, *db.session.scalars(had)}
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{n}" for n in range(2, len(taken) + 3) if f"{wanted}-{n}" not in taken)
