"""What stands around every public page: the agency, the menu, the counter, the reader's own
choices.
"""

from __future__ import annotations

from typing import Any

from flask import request

from newsapp import clock
from newsapp.public import public
from newsapp.public.counting import newcomers_image
from newsapp.public.menu import menu
from newsapp.public.preferences import chosen_look
from newsapp.registry import registry
from newsapp.site import identity
from newsapp.visitors import counter
from newsapp.visitors.counter_store import ONLINE, VISIT_GAP, Counts
from newsapp.web.counter_format import shown_counts
from newsapp.web.display_preferences import SIZES, classes
from newsapp.web.i18n import language
from newsapp.web.placeholders import LOOK, marker, placeholders
from newsapp.web.urls import own_path, url_for


@public.app_context_processor
def frame_of_public_pages() -> dict[str, Any]:
    """For every page outside the staff's door; also where no view was found."""
    return {} if request.path.startswith("/admin") else frame()


def agency() -> identity.Identity:
    """As the page's language names it."""
    return identity.read().spoken(language())


def frame() -> dict[str, Any]:
    """The values that layouts/public.html needs; a part may give it another menu."""
    added = registry().values("every page")
    if "menu" not in added:
        added["menu"] = menu()
    return {
        "agency": agency(),
        "home_url": url_for("public.home"),
        "text_sizes": SIZES,
        "here": own_path(request.full_path.rstrip("?")) or "/",
        "today": clock.local_date(clock.now()),
        "online_minutes": ONLINE // 60,
        "visit_gap_minutes": VISIT_GAP // 60,
        **added,
        **_readers_own(),
    }


def _readers_own() -> dict[str, Any]:
    """What differs from reader to reader: their values, or on a page for the cache the marks where
    those will stand.
    """
    if (made := placeholders()) is not None:
        made.language = language()
        return {
            "counts": {name: marker(name) for name in Counts._fields},
            "look": marker(LOOK),
            "newcomers_image": newcomers_image(),
        }
    return {
        "counts": shown_counts(counter().counts(), language()),
        "look": classes(chosen_look()),
        "newcomers_image": newcomers_image(),
    }
