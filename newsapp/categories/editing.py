"""Adding, renaming, hiding and ordering categories. What moves articles too stands in articles/sections.py."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.exc import InvalidRequestError

from newsapp import audit, former_addresses
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.categories.models import Category
from newsapp.characters import clean_name, clean_text
from newsapp.database import db
from newsapp.former_addresses import CATEGORY
from newsapp.slugs import slug


class CategoryError(ValueError):
    """The category cannot be made or changed so; the message says why."""


def add(name: str, description: str = "", *, parent_id: int | None = None, actor: User, at: datetime) -> Category:
    """Add a category at the end of the menu, or below another. Raises CategoryError, NotAllowed."""
    require(actor, "category.edit")
    name = _clean_name(name)
    _refuse_taken_name(name)
    _refuse_parent(parent_id)
    last = db.session.scalar(select(func.max(Category.position))) or 0
    category = Category(
        name=name,
        slug=_free_slug(name),
        description=clean_text(description),
        parent_id=parent_id,
        position=last + 1,
    )
    db.session.add(category)
    db.session.flush()
    audit.record("category.add", actor=actor, target=category, at=at, name=name)
    return category


def change(
    category: Category,
    *,
    name: str,
    description: str,
    parent_id: int | None,
    is_hidden: bool,
    moves_address: bool,
    actor: User,
    at: datetime,
) -> Category:
    """Rename, describe, hide or put below another. Raises CategoryError, NotAllowed.

    moves_address: the address follows the name, and the former one leads on; else it stays.
    """
    require(actor, "category.edit")
    look_again(category)
    name = _clean_name(name)
    _refuse_taken_name(name, but=category)
    _refuse_parent(parent_id, of=category)
    before = _told(category)
    category.name, category.description = name, clean_text(description)
    category.parent_id, category.is_hidden = parent_id, is_hidden
    if moves_address and (moved := _free_slug(name, own=category)) != category.slug:
        former_addresses.move(CATEGORY, category.id, category.slug, moved)
        category.slug = moved
    if before != _told(category):
        audit.record("category.change", actor=actor, target=category, at=at, before=before, after=_told(category))
    return category


def move(category: Category, step: int, *, actor: User, at: datetime) -> bool:
    """One place up (step -1) or down (1) among those beside it. Returns whether there was a place."""
    require(actor, "category.edit")
    look_again(category)
    beside = select(Category).where(Category.parent_id.is_not_distinct_from(category.parent_id))
    rows = list(
        db.session.scalars(beside.order_by(Category.position, Category.id).execution_options(populate_existing=True))
    )
    place = rows.index(category)
    if not 0 <= place + step < len(rows):
        return False
    rows.insert(place + step, rows.pop(place))
    before = [category.position]
    for position, one in enumerate(rows, 1):
        one.position = position
    db.session.flush()
    audit.record("category.change", actor=actor, target=category, at=at, before=before, after=[category.position])
    return True


def look_again(category: Category) -> None:
    """Read the row anew, under the write lock. Raises CategoryError where it is gone by now."""
    try:
        db.session.refresh(category)
    except InvalidRequestError:
        raise CategoryError(_("Chuyên mục này vừa được người khác xóa hoặc gộp.")) from None


def has_children(category: Category) -> bool:
    return bool(db.session.scalar(select(func.count()).where(Category.parent_id == category.id)))


def _told(category: Category) -> list[str | int | bool | None]:
    """What the audit log keeps of a change."""
    return [category.name, category.slug, category.description, category.parent_id, category.is_hidden]


def _clean_name(name: str) -> str:
    name = clean_name(name)
    if not name:
        raise CategoryError(_("Hãy nhập tên chuyên mục."))
    if len(name) > 100:
        raise CategoryError(_("Tên chuyên mục dài quá %(count)s ký tự.", count=100))
    return name


def _refuse_taken_name(name: str, but: Category | None = None) -> None:
    """Asks for the names themselves: what the session holds may be older than the write lock."""
    names = db.session.scalars(select(Category.name).where(Category.id != (but.id if but else 0)))
    if any(other.casefold() == name.casefold() for other in names):
        raise CategoryError(_("Đã có chuyên mục “%(name)s”.", name=name))


def _refuse_parent(parent_id: int | None, of: Category | None = None) -> None:
    """There is one level below the first."""
    if parent_id is None:
        return
    stands = select(Category.id).where(Category.id == parent_id, Category.parent_id.is_(None))
    if parent_id == (of.id if of else None) or db.session.scalar(stands) is None:
        raise CategoryError(_("Chuyên mục cấp trên phải là một chuyên mục cấp một khác."))
    if of is not None and has_children(of):
        raise CategoryError(_("Chuyên mục này có chuyên mục con nên phải đứng ở cấp một."))


def _free_slug(name: str, own: Category | None = None) -> str:
    wanted = slug(name, fallback="chuyen-muc")
    taken = select(Category.slug).where(Category.slug.startswith(wanted), Category.id != (own.id if own else 0))
    return former_addresses.free(CATEGORY, wanted, db.session.scalars(taken), own_id=own.id if own else None)
