"""A real Chromium whose every page is watched: nothing may fail, nothing may
come from elsewhere.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REMEDY = "Chromium is missing. On Debian: sudo apt install chromium; on Ubuntu: sudo snap install chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NAME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{} Safari/537.36"
)
"""The User-Agent of a Chromium with a window, given its version: one without is not counted."""
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
# A browser says on its console what the policy stopped; this says it too where the console is
# quiet.
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation",
  (event) => console.error(`CSP: ${event.violatedDirective} stopped ${event.blockedURI || "inline code"}`));"""


def chromium() -> str | None:
    """The path of an installed Chromium."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)


@dataclass
class Watch:
    """What went wrong in the pages of one browser context."""

    host: str
    refused: str = ""
    """What the journey has refused: answers of 400 and more to addresses with this in them are no
    problem.
    """
    problems: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A failed answer is told by _response, which knows a page from its parts.
        if message.type in ("error", "warning") and not message.text.startswith(
            "Failed to load resource"
        ):
            self.problems.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if (
            urlsplit(request.url).scheme in ("http", "https")
            and urlsplit(request.url).netloc != self.host
        ):
            self.problems.append(f"a request to another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # What a browser gives up because the reader has gone on is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        is_meant = self.refused and self.refused in response.url
        if response.status >= 400 and not response.request.is_navigation_request() and not is_meant:
            self.problems.append(f"{response.status} for {response.url}")


@contextmanager
def context(
    browser: Browser,
    url: str,
    *,
    scripts: bool = True,
    phone: bool = False,
    refused: str = "",
    **more: Any,
) -> Iterator[Page]:
    """A page in a browser of its own at the site `url`; what went wrong in it fails the test at the
    end.
    """
    watch = Watch(urlsplit(url).netloc, refused)
    opened = browser.new_context(
        base_url=url,
        user_agent=NAME.format(browser.version),
        java_script_enabled=scripts,
        viewport=PHONE if phone else DESKTOP,
        locale="vi-VN",
        reduced_motion="reduce",  # a click waits until nothing moves
        **({"timezone_id": "Asia/Ho_Chi_Minh"} | more),
    )
    opened.set_default_timeout(10_000)
    watch.over(opened)
    try:
        yield opened.new_page()
    finally:
        opened.close()
    assert not watch.problems, "\n".join(watch.problems)
