"""What a writer copies and pastes: with the browser's own clipboard where it can be, and where the
caret stands.
"""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.people import sign_in
from tests.servers import Server

COPY = """async ([kinds, png]) => {
  const parts = {};
  for (const [kind, text] of Object.entries(kinds)) parts[kind] = new Blob([text], { type: kind });
  if (png) parts["image/png"] = new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))], { type: "image/png" });
  await navigator.clipboard.write([new ClipboardItem(parts)]);
}"""
PASTE = """([kinds, png]) => {
  const data = new DataTransfer();
  for (const [kind, text] of Object.entries(kinds)) data.setData(kind, text);
  const bytes = (content) => Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  if (png) data.items.add(new File([bytes(png)], "image.png", { type: "image/png" }));
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(paste);
}"""
WORDS = "<b>hai</b> ba"
CELLS = "<table><tr><td>X</td></tr><tr><td>Y</td></tr></table>"
TWO = "<p>hết một</p><p>đầu hai</p>"
PENDING = "Đang làm sạch đoạn dán…"
SELECT = """([words, from, to]) => {
  const body = document.getElementById("body");
  body.focus();
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walker.currentNode, at + from, walker.currentNode, at + to);
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  throw new Error(`"${words}" is not in the text`);
}"""


def open_form(site: Server, demo: Demo, open_browser: Open, body: str = "") -> Page:
    """A new article, with `body` in its text."""
    page = open_browser(site, permissions=["clipboard-read", "clipboard-write"])
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    expect(page.locator("#body.ProseMirror")).to_be_visible()
    if body:
        fill(page, body)
    return page


def fill(page: Page, body: str) -> None:
    """Put markup of the editor's own into the text, as it is pasted from another of its windows."""
    page.locator("#body").focus()
    page.keyboard.press("Control+A")
    page.evaluate(
        PASTE, [{"text/html": f'<div data-pm-slice="0 0 []">{body}</div>', "text/plain": "x"}, None]
    )


def caret(page: Page, after: str) -> None:
    """The caret stands after these words."""
    page.evaluate(SELECT, [after, len(after), len(after)])


def select(page: Page, words: str) -> None:
    page.evaluate(SELECT, [words, 0, len(words)])


def copy(page: Page, html: str = "", text: str = "", png: str = "") -> None:
    kinds = {kind: given for kind, given in (("text/html", html), ("text/plain", text)) if given}
    page.evaluate(COPY, [kinds, png])


def paste(page: Page, html: str, text: str = "chữ thường") -> None:
    """Copy, then press Ctrl+V where the caret is."""
    copy(page, html, text)
    page.keyboard.press("Control+V")


def saved(page: Page) -> str:
    """What would be sent of the text now."""
    return str(page.evaluate("new FormData(document.getElementById('article-form')).get('body')"))


class HeldBack:
    """The server's answers to pastes, given when the test says so."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.routes: list[Route] = []
        page.route("**/admin/paste", lambda route: self.routes.append(route))

    def wait_for(self, count: int) -> None:
        while len(self.routes) < count:
            self.page.wait_for_timeout(20)

    def answer(self, number: int = 0) -> None:
        self.wait_for(number + 1)
        with self.page.expect_response("**/admin/paste"):
            self.routes[number].continue_()


def is_settled(page: Page) -> None:
    expect(page.locator("#body .awaited")).to_have_count(0)
    expect(page.locator(".uploads .unseen")).to_have_count(0)
