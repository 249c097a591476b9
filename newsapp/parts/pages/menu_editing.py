"""Arranging the readers' menu. None of these commits."""

from __future__ import annotations

import re
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from newsapp import audit, ordering
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import db, is_still_there
from newsapp.parts.pages.menu import LINK, target_of
from newsapp.parts.pages.models import MenuEntry
from newsapp.registry import registry
from newsapp.text_cleaning import clean_text

LONGEST_LABEL = 100
LONGEST_ADDRESS = 500
MOST = 100
"""Entries of a menu."""
_ADDRESS = re.compile(r"(?:https?://[^\s/\\@?#]+(?:[/?#]\S*)?|/(?![/\\])\S*)")


class MenuError(ValueError):
    """The menu cannot be arranged so; the message says why."""


def add(
    kind: str,
    *,
    number: int | None = None,
    address: str = "",
    label: str = "",
    parent_id: int | None = None,
    actor: User,
    at: datetime,
) -> MenuEntry:
    """Put an entry at the end. The first one is put behind those that the menu has by itself.
    Raises MenuError, NotAllowed.
    """
    require(actor, "menu.edit")
    begin(actor=actor, at=at)
    _refuse_parent(parent_id)
    if (db.session.scalar(select(func.count()).select_from(MenuEntry)) or 0) >= MOST:
        raise MenuError(_("Menu đã có %(count)s mục: hãy bỏ bớt trước khi thêm.", count=MOST))
    _refuse_missing(kind, number)
    entry = MenuEntry.leading_to(kind, number)
    entry.parent_id, entry.position = parent_id, ordering.next_position(MenuEntry)
    entry.label = _clean_label(label, kind)
    entry.address = _clean_address(address) if kind == LINK else ""
    db.session.add(entry)
    db.session.flush()
    audit.record("menu.add", actor=actor, target=entry, at=at, kind=kind, label=entry.label)
    return entry


def change(
    entry: MenuEntry, *, label: str, parent_id: int | None, actor: User, at: datetime
) -> MenuEntry:
    """Rename an entry ("" for the name of what it leads to), or put it below another. Raises
    MenuError, NotAllowed.
    """
    require(actor, "menu.edit")
    _refresh(entry)
    _refuse_parent(parent_id, entry)
    before = [entry.label, entry.parent_id]
    entry.label = _clean_label(label, entry.kind)
    if parent_id != entry.parent_id:
        entry.parent_id, entry.position = parent_id, ordering.next_position(MenuEntry)
    after = [entry.label, entry.parent_id]
    if before != after:
        audit.record("menu.change", actor=actor, target=entry, at=at, before=before, after=after)
    return entry


def move(entry: MenuEntry, step: int, *, actor: User, at: datetime) -> bool:
    """Move it among those beside it, as ordering.move. Raises MenuError, NotAllowed."""
    require(actor, "menu.edit")
    _refresh(entry)
    return ordering.move(entry, step, action="menu.change", actor=actor, at=at)


def remove(entry: MenuEntry, *, actor: User, at: datetime) -> None:
    """Take an entry, with those below it, out of the menu; what it leads to stays. Raises
    MenuError, NotAllowed.
    """
    require(actor, "menu.edit")
    _refresh(entry)
    audit.record("menu.remove", actor=actor, target=entry, at=at, label=entry.label)
    db.session.execute(
        delete(MenuEntry).where((MenuEntry.id == entry.id) | (MenuEntry.parent_id == entry.id))
    )


def reset(*, actor: User, at: datetime) -> None:
    """Let the menu be the usual one again. Raises NotAllowed."""
    require(actor, "menu.edit")
    audit.record("menu.reset", actor=actor, target=MenuEntry(id=0), at=at)
    db.session.execute(delete(MenuEntry))


def begin(*, actor: User, at: datetime) -> None:
    """Where nothing was arranged, place what the usual menu shows, so that it goes on from there.
    Raises NotAllowed.
    """
    require(actor, "menu.edit")
    if db.session.scalar(select(MenuEntry.id).limit(1)) is not None:
        return
    entries = [
        MenuEntry.leading_to(target.kind, item.number)
        for target in registry().menu_targets
        for item in target.usual()
    ]
    for position, entry in enumerate(entries, 1):
        entry.position = position
    db.session.add_all(entries)
    db.session.flush()
    audit.record("menu.begin", actor=actor, target=MenuEntry(id=0), at=at)


def _refresh(entry: MenuEntry) -> None:
    if not is_still_there(entry):
        raise MenuError(_("Mục này vừa được người khác bỏ khỏi menu."))


def _refuse_missing(kind: str, number: int | None) -> None:
    """There is something to lead to."""
    target = target_of(kind)
    items = target.items([] if number is None else [number]) if target else []
    if number not in [item.number for item in items]:
        raise MenuError(_("Hãy chọn nơi mục dẫn đến."))


def _clean_label(label: str, kind: str) -> str:
    label = clean_text(label)
    if len(label) > LONGEST_LABEL:
        raise MenuError(_("Tên mục dài quá %(count)s ký tự.", count=LONGEST_LABEL))
    if kind == LINK and not label:
        raise MenuError(_("Hãy nhập tên cho liên kết ngoài."))
    return label


def _clean_address(address: str) -> str:
    address = address.strip()
    is_address = _ADDRESS.fullmatch(address) and address.isprintable()
    if not is_address or len(address) > LONGEST_ADDRESS:
        raise MenuError(
            _(
                "Hãy nhập địa chỉ đầy đủ, bắt đầu bằng https://"
                " (hoặc / cho trang của chính cơ quan)."
            )
        )
    return address


def _refuse_parent(parent_id: int | None, entry: MenuEntry | None = None) -> None:
    """There is one level below the first."""
    if parent_id is None:
        return
    if not ordering.can_be_parent(MenuEntry, parent_id, entry):
        raise MenuError(_("Mục cấp trên phải là một mục cấp một khác."))
    if entry is not None and ordering.has_children(entry):
        raise MenuError(_("Mục này có mục con nên phải ở cấp một."))
