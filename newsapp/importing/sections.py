"""The categories that articles of an old site go into, made where the site lacks them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from newsapp.accounts.models import User
from newsapp.articles.content import Content
from newsapp.categories import editing, queries
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.importing.incoming import Section
from newsapp.text_cleaning import clean_text

LONGEST_DESCRIPTION = 300


def find(name: str) -> Category | None:
    """The category of that name, whatever its capitals."""
    wanted = _cut(name).casefold()
    for category in db.session.scalars(queries.in_menu_order()):
        if category.name.casefold() == wanted:
            return category
    return None


def make(section: Section, *, actor: User, at: datetime) -> int:
    """The number of the category, which is added where it is missing. Raises CategoryError."""
    known = find(section.name)
    if known is not None:
        return known.id
    return editing.add(
        _cut(section.name),
        clean_text(section.description)[:LONGEST_DESCRIPTION],
        parent_id=_parent(section, actor, at),
        actor=actor,
        at=at,
    ).id


def put(
    content: Content, name: str, fallback: str, notes: list[str], *, actor: User, at: datetime
) -> Content:
    """The content in the category `name`; without one, in `fallback` or the menu's first one."""
    if name:
        return replace(content, category_id=make(Section(name), actor=actor, at=at))
    if fallback:
        number = make(Section(fallback), actor=actor, at=at)
    else:
        first = db.session.scalars(queries.in_menu_order()).first()
        number = first.id if first else make(Section(_("Tin tức")), actor=actor, at=at)
    chosen = db.session.get_one(Category, number).name
    notes.append(_("Không có chuyên mục: xếp vào “%(name)s”.", name=chosen))
    return replace(content, category_id=number)


def _parent(section: Section, actor: User, at: datetime) -> int | None:
    """The category of the first level to stand below: the site has two levels."""
    if not section.parent or _cut(section.parent).casefold() == _cut(section.name).casefold():
        return None
    number = make(Section(section.parent), actor=actor, at=at)
    parent = db.session.get_one(Category, number)
    return parent.parent_id or parent.id


def _cut(name: str) -> str:
    return clean_text(name)[: editing.LONGEST_NAME].strip()
