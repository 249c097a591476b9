"""What stands around every public page: the agency, the menu, the counter, the reader's own choices."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import request

from newsapp import clock
from newsapp.public import public
from newsapp.public.counting import ledger, newcomers_image
from newsapp.public.menu import english_menu, menu
from newsapp.public.preferences import chosen_look
from newsapp.site import identity
from newsapp.web.addresses import own_path, url_for
from newsapp.web.counts import ShownCounts, shown_counts
from newsapp.web.i18n import is_edition, language
from newsapp.web.looks import SIZES, classes
from newsapp.web.slots import LOOK, MONTH, ONLINE, TODAY, TOTAL, marker, slots


@public.app_context_processor
def frame_of_public_pages() -> dict[str, Any]:
    """For every page outside the staff's door; also where no view was found."""
    return {} if request.path.startswith("/admin") else frame()


def agency() -> identity.Identity:
    """As the page's language names it."""
    return identity.read().spoken(language())


class Edition(NamedTuple):
    """name: in its own language, whatever the page's is."""

    url: str
    language: str
    name: str


def frame() -> dict[str, Any]:
    """The values that layouts/public.html needs."""
    return {
        "agency": agency(),
        "menu": english_menu() if is_edition() else menu(),
        "other_edition": other_edition(),
        "home_url": url_for("public.english_home" if is_edition() else "public.home"),
        "text_sizes": SIZES,
        "here": own_path(request.full_path.rstrip("?")) or "/",
        "today": clock.local_date(clock.now()),
    } | _readers_own()


def other_edition() -> Edition | None:
    """Where the site speaks its other language; a site in English has none."""
    if is_edition():
        return Edition(url_for("public.home"), "vi", "Tiếng Việt")
    return Edition(url_for("public.english_home"), "en", "English") if language() == "vi" else None


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
        "look": classes(chosen_look()),
        "newcomers_image": newcomers_image(),
    }
