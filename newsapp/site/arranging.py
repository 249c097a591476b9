"""Arranging the readers' menu. None of these commits."""

from __future__ import annotations

import re
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.exc import InvalidRequestError

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.models import Article
from newsapp.articles.tags import Tag
from newsapp.categories.models import Category
from newsapp.characters import clean_name
from newsapp.database import db
from newsapp.documents import queries as documents
from newsapp.site.menu import Kind, MenuEntry

LONGEST_LABEL = 100
LONGEST_ADDRESS = 500
MOST = 100
"""Entries of a menu."""
_ADDRESS = re.compile(r"(?:https?://[^\s/\\@?#]+(?:[/?#]\S*)?|/(?![/\\])\S*)")
TARGETS: dict[Kind, tuple[str, type[Category] | type[Article] | type[Tag]]] = {
    Kind.CATEGORY: ("category_id", Category),
    Kind.PAGE: ("page_id", Article),
    Kind.TAG: ("tag_id", Tag),
}
"""The kinds that lead to something of ours: its column and its model."""


class MenuError(ValueError):
    """The menu cannot be arranged so; the message says why."""


def add(
    kind: Kind,
    *,
    target_id: int | None = None,
    address: str = "",
    label: str = "",
    parent_id: int | None = None,
    actor: User,
    at: datetime,
) -> MenuEntry:
    """Put an entry at the end. The first one is put behind those that the menu has by itself. Raises MenuError."""
    require(actor, "menu.edit")
    begin(actor=actor, at=at)
    _refuse_parent(parent_id)
    if (db.session.scalar(select(func.count()).select_from(MenuEntry)) or 0) >= MOST:
        raise MenuError(_("Menu đã có %(count)s mục: hãy bỏ bớt trước khi thêm.", count=MOST))
    entry = MenuEntry(kind=kind, parent_id=parent_id, position=_last_position() + 1)
    entry.label = _clean_label(label)
    if kind in TARGETS:
        column, model = TARGETS[kind]
        target = db.session.get(model, target_id or 0)
        if target is None or (isinstance(target, Article) and not target.is_page):
            raise MenuError(_("Hãy chọn nơi mục dẫn đến."))
        setattr(entry, column, target_id)
    if kind is Kind.LINK:
        entry.address = _clean_address(address)
        if not entry.label:
            raise MenuError(_("Hãy nhập tên cho liên kết ngoài."))
    db.session.add(entry)
    db.session.flush()
    audit.record("menu.add", actor=actor, target=entry, at=at, kind=str(kind), label=entry.label)
    return entry


def change(entry: MenuEntry, *, label: str, parent_id: int | None, actor: User, at: datetime) -> MenuEntry:
    """Rename an entry ("" for the name of what it leads to), or put it below another. Raises MenuError, NotAllowed."""
    require(actor, "menu.edit")
    _look_again(entry)
    _refuse_parent(parent_id, of=entry)
    before = [entry.label, entry.parent_id]
    entry.label = _clean_label(label)
    if entry.kind == Kind.LINK and not entry.label:
        raise MenuError(_("Hãy nhập tên cho liên kết ngoài."))
    if parent_id != entry.parent_id:
        entry.parent_id, entry.position = parent_id, _last_position() + 1
    if before != [entry.label, entry.parent_id]:
        after = [entry.label, entry.parent_id]
        audit.record("menu.change", actor=actor, target=entry, at=at, before=before, after=after)
    return entry


def move(entry: MenuEntry, step: int, *, actor: User, at: datetime) -> bool:
    """One place up (step -1) or down (1) among those beside it. Returns whether there was a place."""
    require(actor, "menu.edit")
    _look_again(entry)
    beside = select(MenuEntry).where(MenuEntry.parent_id.is_not_distinct_from(entry.parent_id))
    ordered = beside.order_by(MenuEntry.position, MenuEntry.id).execution_options(populate_existing=True)
    rows = list(db.session.scalars(ordered))
    place = rows.index(entry)
    if not 0 <= place + step < len(rows):
        return False
    rows.insert(place + step, rows.pop(place))
    before = [entry.position]
    for position, one in enumerate(rows, 1):
        one.position = position
    db.session.flush()
    audit.record("menu.change", actor=actor, target=entry, at=at, before=before, after=[entry.position])
    return True


def remove(entry: MenuEntry, *, actor: User, at: datetime) -> None:
    """Take an entry, with those below it, out of the menu; what it leads to stays. Raises MenuError, NotAllowed."""
    require(actor, "menu.edit")
    _look_again(entry)
    audit.record("menu.remove", actor=actor, target=entry, at=at, label=entry.label)
    db.session.execute(delete(MenuEntry).where((MenuEntry.id == entry.id) | (MenuEntry.parent_id == entry.id)))


def reset(*, actor: User, at: datetime) -> None:
    """Let the menu be the home page and the categories again. Raises NotAllowed."""
    require(actor, "menu.edit")
    audit.record("menu.reset", actor=actor, target=MenuEntry(id=0), at=at)
    db.session.execute(delete(MenuEntry))


def begin(*, actor: User, at: datetime) -> None:
    """Where nothing was arranged, place what the menu shows by itself, so that it goes on from there."""
    require(actor, "menu.edit")
    if db.session.scalar(select(MenuEntry.id).limit(1)) is not None:
        return
    first = select(Category.id).where(Category.parent_id.is_(None), Category.is_hidden.is_(False))
    numbers = db.session.scalars(first.order_by(Category.position, Category.id))
    db.session.add(MenuEntry(kind=Kind.HOME, position=1))
    entries = [MenuEntry(kind=Kind.CATEGORY, category_id=number) for number in numbers]
    if db.session.scalar(documents.first_go_live()) is not None:
        entries.append(MenuEntry(kind=Kind.DOCUMENTS))
    for place, entry in enumerate(entries, 2):
        entry.position = place
    db.session.add_all(entries)
    db.session.flush()
    audit.record("menu.begin", actor=actor, target=MenuEntry(id=0), at=at)


def _look_again(entry: MenuEntry) -> None:
    try:
        db.session.refresh(entry)
    except InvalidRequestError:
        raise MenuError(_("Mục này vừa được người khác bỏ khỏi menu.")) from None


def _last_position() -> int:
    return db.session.scalar(select(func.max(MenuEntry.position))) or 0


def _clean_label(label: str) -> str:
    label = clean_name(label)
    if len(label) > LONGEST_LABEL:
        raise MenuError(_("Tên mục dài quá %(count)s ký tự.", count=LONGEST_LABEL))
    return label


def _clean_address(address: str) -> str:
    address = address.strip()
    if not (_ADDRESS.fullmatch(address) and address.isprintable() and len(address) <= LONGEST_ADDRESS):
        raise MenuError(_("Hãy nhập địa chỉ đầy đủ, bắt đầu bằng https:// (hoặc / cho trang của chính cơ quan)."))
    return address


def _refuse_parent(parent_id: int | None, of: MenuEntry | None = None) -> None:
    """There is one level below the first."""
    if parent_id is None:
        return
    stands = select(MenuEntry.id).where(MenuEntry.id == parent_id, MenuEntry.parent_id.is_(None))
    if parent_id == (of.id if of else None) or db.session.scalar(stands) is None:
        raise MenuError(_("Mục cấp trên phải là một mục cấp một khác."))
    if of is not None and db.session.scalar(select(MenuEntry.id).where(MenuEntry.parent_id == of.id).limit(1)):
        raise MenuError(_("Mục này có mục con nên phải đứng ở cấp một."))
