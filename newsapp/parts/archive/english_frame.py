"""What stands around the pages of the English edition, and the links between the two editions."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from newsapp.registry import MenuItem
from newsapp.web.i18n import language, site_language
from newsapp.web.urls import url_for


class Edition(NamedTuple):
    """name: in its own language, whatever the page's is."""

    url: str
    language: str
    name: str


HOME = "public.archive.english_home"
NEWS = "public.archive.english_news"
MENU = (
    MenuItem(_l("Trang chủ"), HOME, own_page=HOME),
    MenuItem(_l("Tin tức"), NEWS),
)
"""The English edition has no categories of its own."""


def frame() -> dict[str, Any]:
    """What differs from the Vietnamese pages; a site in English has no other edition."""
    if language() == "vi":
        return {"other_edition": Edition(url_for(HOME), "en", "English")}
    if site_language() == "en":
        return {}
    return {
        "menu": MENU,
        "home_url": url_for(HOME),
        "other_edition": Edition(url_for("public.home"), "vi", "Tiếng Việt"),
    }
