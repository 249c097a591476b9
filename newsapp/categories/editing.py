"""Adding, renaming, hiding and ordering categories. What moves articles too stands in
articles/category_merging.py.
"""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from newsapp import audit, ordering, redirects
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.categories.models import Category
from newsapp.database import db, is_still_there
from newsapp.redirects import CATEGORY
from newsapp.slugs import slug
from newsapp.text_cleaning import clean_text

LONGEST_NAME = 100
AUDITED = ("name", "slug", "description", "parent_id", "is_hidden")


class CategoryError(ValueError):
    """The category cannot be made or changed so; the message says why."""


def add(
    name: str, description: str = "", *, parent_id: int | None = None, actor: User, at: datetime
) -> Category:
    """Add a category at the end of the menu, or below another. Raises CategoryError, NotAllowed."""
    require(actor, "category.edit")
    name = _clean_name(name)
    _refuse_parent(parent_id)
    category = Category(
        name=name,
        slug=_free_slug(name),
        description=clean_text(description),
        parent_id=parent_id,
        position=ordering.next_position(Category),
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
    refresh(category)
    name = _clean_name(name, category.id)
    _refuse_parent(parent_id, category)
    before = _as_audited(category)
    category.name = name
    category.description = clean_text(description)
    category.parent_id = parent_id
    category.is_hidden = is_hidden
    if moves_address:
        slug_before = category.slug
        category.slug = _free_slug(name, category.id)
        redirects.move(CATEGORY, category.id, slug_before, category.slug)
    after = _as_audited(category)
    if before != after:
        audit.record(
            "category.change", actor=actor, target=category, at=at, before=before, after=after
        )
    return category


def move(category: Category, step: int, *, actor: User, at: datetime) -> bool:
    """Move it among those beside it, as ordering.move. Raises CategoryError, NotAllowed."""
    require(actor, "category.edit")
    refresh(category)
    return ordering.move(category, step, action="category.change", actor=actor, at=at)


def refresh(category: Category) -> None:
    """Read the row anew, under the write lock. Raises CategoryError where it is gone by now."""
    if not is_still_there(category):
        raise CategoryError(_("Chuyên mục này vừa được người khác xóa hoặc gộp."))


def _as_audited(category: Category) -> list[str | int | bool | None]:
    return [getattr(category, name) for name in AUDITED]


def _clean_name(name: str, own_id: int = 0) -> str:
    """The name as it is stored, if no other category has it. Raises CategoryError."""
    name = clean_text(name)
    if not name:
        raise CategoryError(_("Hãy nhập tên chuyên mục."))
    if len(name) > LONGEST_NAME:
        raise CategoryError(_("Tên chuyên mục dài quá %(count)s ký tự.", count=LONGEST_NAME))
    # The names themselves: what the session holds may be older than the write lock.
    others = select(Category.name).where(Category.id != own_id)
    if name.casefold() in [other.casefold() for other in db.session.scalars(others)]:
        raise CategoryError(_("Đã có chuyên mục “%(name)s”.", name=name))
    return name


def _refuse_parent(parent_id: int | None, category: Category | None = None) -> None:
    """There is one level below the first."""
    if parent_id is None:
        return
    if not ordering.can_be_parent(Category, parent_id, category):
        raise CategoryError(_("Chuyên mục cấp trên phải là một chuyên mục cấp một khác."))
    if category is not None and ordering.has_children(category):
        raise CategoryError(_("Chuyên mục này có chuyên mục con nên phải ở cấp một."))


def _free_slug(name: str, own_id: int = 0) -> str:
    readable = slug(name, fallback="chuyen-muc")
    return redirects.free(CATEGORY, readable, Category.slug, own_id=own_id)
