"""The readers' menu, as staff have arranged it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l

from newsapp.database import db
from newsapp.ordering import in_order
from newsapp.parts.pages.models import MenuEntry
from newsapp.registry import MenuItem, MenuTarget, registry

LINK = "link"


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry, with what it leads to under the entry's own name."""

    entry: MenuEntry
    target: MenuTarget
    item: MenuItem


def target_of(kind: str) -> MenuTarget | None:
    return next((target for target in registry().menu_targets if target.kind == kind), None)


def placed_entries() -> list[PlacedEntry]:
    """The entries in their order, each followed by those below it; without those that lead to what
    is no longer there.
    """
    ordered = in_order(MenuEntry).execution_options(populate_existing=True)
    entries = db.session.scalars(ordered).all()
    placed: dict[int, PlacedEntry] = {}
    for target in registry().menu_targets:
        placed.update(_placed_of(target, entries))
    return [placed[entry.id] for entry in entries if entry.id in placed]


def _placed_of(target: MenuTarget, entries: Sequence[MenuEntry]) -> dict[int, PlacedEntry]:
    """The entries that lead to one kind of thing, by their numbers."""
    own = [entry for entry in entries if entry.kind == target.kind]
    if not own:
        return {}
    numbers = [entry.number for entry in own if entry.number is not None]
    items = {item.number: item for item in target.items(numbers)}
    placed = {}
    for entry in own:
        if entry.number in items:
            item = items[entry.number]
            item = replace(item, label=entry.label or item.label, address=entry.address)
            placed[entry.id] = PlacedEntry(entry, target, item)
    return placed


def arranged() -> list[MenuItem]:
    """The menu as readers have it, whatever the hour. What staff placed below an entry stands in
    the place of what that opens by itself.
    """
    seen = [placed for placed in placed_entries() if not placed.item.is_hidden]
    menu = []
    for placed in seen:
        if placed.entry.parent_id is None:
            below = [other.item for other in seen if other.entry.parent_id == placed.entry.id]
            menu.append(replace(placed.item, below=tuple(below) or placed.item.below))
    return menu


def link_items(_numbers: object = ()) -> list[MenuItem]:
    return [MenuItem(_l("Liên kết ngoài (nhập địa chỉ bên dưới)"), rel="noopener")]


LINK_TARGET = MenuTarget(LINK, _l("Chung"), link_items)
