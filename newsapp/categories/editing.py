"""Adding, renaming and ordering categories."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.categories.models import Category
from newsapp.characters import clean_text
from newsapp.database import db
from newsapp.slugs import slug


class CategoryError(ValueError):
    """The category cannot be made or changed so; the message says why."""


def add(name: str, description: str = "", *, actor: User, at: datetime) -> Category:
    """Add a category at the end of the menu. Raises CategoryError, NotAllowed."""
    require(actor, "category.edit")
    name = _clean_name(name)
    _refuse_taken_name(name)
    last = db.session.scalar(select(func.max(Category.position))) or 0
    category = Category(name=name, slug=_free_slug(name), description=clean_text(description), position=last + 1)
    db.session.add(category)
    db.session.flush()
    audit.record("category.add", actor=actor, target=category, at=at, name=name)
    return category


def change(category: Category, *, name: str, description: str, position: int, actor: User, at: datetime) -> Category:
    """Rename, describe or move a category; its address stays. Raises CategoryError, NotAllowed."""
    require(actor, "category.edit")
    name = _clean_name(name)
    if name != category.name:
        _refuse_taken_name(name, but=category)
    before = [category.name, category.description, category.position]
    category.name, category.description, category.position = name, clean_text(description), position
    after = [category.name, category.description, category.position]
    if before != after:
        audit.record("category.change", actor=actor, target=category, at=at, before=before, after=after)
    return category


def _clean_name(name: str) -> str:
    name = clean_text(name)
    if not name:
        raise CategoryError(_("Hãy nhập tên chuyên mục."))
    if len(name) > 100:
        raise CategoryError(_("Tên chuyên mục dài quá %(count)s ký tự.", count=100))
    return name


def _refuse_taken_name(name: str, but: Category | None = None) -> None:
    names = db.session.scalars(select(Category).where(Category.name != (but.name if but else "")))
    if any(other.name.casefold() == name.casefold() for other in names):
        raise CategoryError(_("Đã có chuyên mục “%(name)s”.", name=name))


def _free_slug(name: str) -> str:
    wanted = slug(name, fallback="chuyen-muc")
    taken = set(db.session.scalars(select(Category.slug).where(Category.slug.startswith(wanted))))
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{n}" for n in range(2, len(taken) + 3) if f"{wanted}-{n}" not in taken)
