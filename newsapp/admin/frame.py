"""What stands around every staff page."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_login import current_user

from newsapp.accounts.permissions import may
from newsapp.admin import admin
from newsapp.articles import queries
from newsapp.database import db
from newsapp.site import identity


@admin.app_context_processor
def frame() -> dict[str, Any]:
    """The values that layouts/admin.html needs. `may(action)`: whether the person signed in may do it."""
    if not request.path.startswith("/admin"):
        return {}

    def person_may(action: str, owner_id: int | None = None) -> bool:
        return current_user.is_authenticated and may(current_user, action, owner_id=owner_id)

    return {"agency": identity.read(), "person": current_user, "may": person_may, "waiting": _waiting()}


def _waiting() -> tuple[str, int]:
    """The list of what waits for the person signed in, and how many there are: to decide on, or sent back to them."""
    if not current_user.is_authenticated:
        return "", 0
    decides = may(current_user, "article.publish")
    count = db.session.scalar(queries.count_waiting(None if decides else current_user.id)) or 0
    return "review" if decides else "returned", count
