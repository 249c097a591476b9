"""The form of a new article, opened and ready to be written in."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import reveal, sign_in
from tests.servers import Server


def new_article(
    open_browser: Open, site: Server, demo: Demo, *, phone: bool = False, refused: str = ""
) -> Page:
    page = open_browser(site, phone=phone, refused=refused)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    expect(page.locator("#body.ProseMirror")).to_be_visible()
    return page


def labelled(page: Page, name: str) -> Locator:
    """The field with that label, where one can reach it."""
    field = page.get_by_label(name, exact=True)
    reveal(page, field)
    return field
