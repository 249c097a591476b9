"""What stands around every staff page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request
from flask_login import current_user
from wtforms import Field

from newsapp.accounts.permissions import may
from newsapp.admin import admin
from newsapp.articles import queries
from newsapp.database import db
from newsapp.registry import StaffMenuEntry, registry
from newsapp.site import identity


@admin.app_context_processor
def frame() -> dict[str, Any]:
    """The values that layouts/admin.html needs.

    may(action): whether the person signed in may do it. menu: the entries that they may open, by
    place. menu_entry: the endpoint of the entry that the page belongs to, or "".
    """
    if not request.path.startswith("/admin"):
        return {}

    def person_may(action: str, owner_id: int | None = None) -> bool:
        return current_user.is_authenticated and may(current_user, action, owner_id=owner_id)

    return {
        "agency": identity.read(),
        "person": current_user,
        "may": person_may,
        "waiting": _waiting(),
        "menu": _menu(person_may),
        "menu_entry": _menu_entry(),
        "takes_focus": takes_focus,
    }


def takes_focus(field: Field) -> bool:
    """Whether the field is the first with an error that its form shows."""
    meta = field.meta  # each form has one of its own
    if not field.errors or getattr(meta, "has_focus", False):
        return False
    meta.has_focus = True
    return True


def _waiting() -> tuple[str, int]:
    """The list of what waits for the person signed in, and how many there are: to decide on, or
    sent back to them.
    """
    if not current_user.is_authenticated:
        return "", 0
    decides = may(current_user, "article.publish")
    count = db.session.scalar(queries.count_waiting(None if decides else current_user.id)) or 0
    return "review" if decides else "returned", count


def _menu(person_may: Callable[[str], bool]) -> dict[str, list[StaffMenuEntry]]:
    """Place -> entries. A single one that is seldom wanted needs no place of its own."""
    places: dict[str, list[StaffMenuEntry]] = {"bar": [], "more": [], "site": []}
    for entry in sorted(registry().staff_menu, key=lambda entry: entry.position):
        if person_may(entry.action):
            places[entry.place].append(entry)
    if len(places["more"]) == 1:
        places["bar"] += places.pop("more")
    return places


def _menu_entry() -> str:
    path = request.path.removeprefix("/admin/").split("/")[0]
    return next((entry.endpoint for entry in registry().staff_menu if path in entry.paths), "")
