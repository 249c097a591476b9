"""What stands around every public page: the agency, the menu, the counter, the reader's own choices."""

from __future__ import annotations

from typing import Any

from flask import request

from newsapp import clock
from newsapp.public import public
from newsapp.public.counting import ledger, newcomers_image
from newsapp.public.menu import menu
from newsapp.public.preferences import chosen_look
from newsapp.site import identity
from newsapp.web.addresses import own_path
from newsapp.web.counts import ShownCounts, shown_counts
from newsapp.web.i18n import language
from newsapp.web.looks import SIZES
from newsapp.web.slots import LOOK, MONTH, ONLINE, TODAY, TOTAL, marker, slots


@public.app_context_processor
def frame_of_public_pages() -> dict[str, Any]:
    """For every page outside the staff's door; also where no view was found."""
    return {} if request.path.startswith("/admin") else frame()


def agency() -> identity.Identity:
    """As the page's language names it."""
    return identity.read().spoken(language())


def frame() -> dict[str, Any]:
    """The values that layouts/public.html needs."""
    return {
        "agency": agency(),
        "menu": menu(),
        "text_sizes": SIZES,
        "here": own_path(request.full_path.rstrip("?")) or "/",
        "today": clock.local_date(clock.now()),
    } | _readers_own()


def _readers_own() -> dict[str, Any]:
    """What differs from reader to reader: their values, or on a page for the cache the marks where those will stand."""
    if (made := slots()) is not None:
        made.language = language()
        return {
            "counts": ShownCounts(*map(marker, (ONLINE, TODAY, MONTH, TOTAL))),
            "look": marker(LOOK),
            "newcomers_image": newcomers_image(),
        }
    return {
        "counts": shown_counts(ledger().counts(), language()),
        "look": chosen_look().classes,
        "newcomers_image": newcomers_image(),
    }
