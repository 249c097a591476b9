"""What stands around every public page: the agency, the menu, the counter, the reader's own choices."""

from __future__ import annotations

from typing import Any

from flask import g, request

from newsapp import clock
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.public import public
from newsapp.public.counting import ledger
from newsapp.public.preferences import TEXT_SIZES, chosen_text_size
from newsapp.site import identity


@public.app_context_processor
def frame_of_public_pages() -> dict[str, Any]:
    """For every page outside the staff's door; also where no view was found."""
    return {} if request.path.startswith("/admin") else frame()


def frame() -> dict[str, Any]:
    """The values that layouts/public.html needs."""
    return {
        "agency": identity.read(),
        "menu": db.session.scalars(categories.in_menu_order()).all(),
        "counts": ledger().counts(),
        "text_size": chosen_text_size(),
        "text_sizes": TEXT_SIZES,
        "newcomer": g.get("newcomer", False),
        "here": request.full_path.rstrip("?"),
        "today": clock.local_date(clock.now()),
    }
