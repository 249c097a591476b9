"""What journeys about saving look at, and the server's answers held back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, Route, expect

from tests.journeys.people import write
from tests.media.pdfs import pdf
from tests.servers import Server

SAVED = "Đã lưu lúc"
HIDE = """() => {
  Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
  delete document.hidden;
}"""


class Held:
    """Answers of the server that are held back until the test lets them go."""

    def __init__(self, page: Page, address: str, method: str = "POST") -> None:
        self.page = page
        self.routes: list[Route] = []
        self.method = method
        self.is_open = False
        page.route(address, self._take)

    def _take(self, route: Route) -> None:
        if self.is_open or route.request.method != self.method:
            route.continue_()
        else:
            self.routes.append(route)

    def wait_for(self, count: int) -> None:
        while len(self.routes) < count:
            self.page.wait_for_timeout(20)

    def let_go(self) -> None:
        self.is_open = True
        for route in self.routes:
            route.continue_()
        self.routes = []


def rows(site: Server, statement: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(site.instance / "content.db") as database:
        return database.execute(statement).fetchall()


def bodies(site: Server, number: int) -> list[str]:
    found = rows(site, "SELECT article_id, body FROM revision ORDER BY number")
    return [str(body) for article_id, body in found if article_id == number]


def count(site: Server) -> int:
    return len(rows(site, "SELECT id FROM article"))


def text_of(page: Page) -> str:
    return page.locator("#body").inner_text().strip()


def open_new(page: Page, title: str, text: str) -> None:
    page.goto("/admin/articles/new")
    write(page, Tiêu_đề=title, Nội_dung=text)


def attach(page: Page, name: str) -> None:
    """Choose a file for the article."""
    file: FilePayload = {"name": name, "mimeType": "application/pdf", "buffer": pdf("Bang so")}
    page.locator("input[name=files]").set_input_files(file)


def state(page: Page, words: str) -> None:
    expect(page.locator("[data-save-state]")).to_contain_text(words)


def until(page: Page, is_so: Callable[[], bool]) -> None:
    other = page.context.new_page()
    for _ in range(200):
        if is_so():
            return
        other.wait_for_timeout(25)
    raise AssertionError("it did not come about")
