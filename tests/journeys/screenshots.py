"""Takes the README's screenshots of the demo site: `make screenshots`."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys import browsing
from tests.journeys.people import Person, sign_in
from tests.servers import Server, newsapp

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
LARGEST = 250_000
"""Bytes."""
EDITOR = Person("bientap@hunglac.example", "con đường rợp bóng me", "Biên tập viên")


def main() -> None:
    if browsing.chromium() is None:
        sys.exit(browsing.REMEDY)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        server = Server(Path(scratch) / "instance")
        newsapp(server.instance, "init", "--demo")
        arguments = (
            "user",
            "add",
            EDITOR.email,
            "--role",
            "editor",
            "--name",
            EDITOR.name,
            "--password-stdin",
        )
        newsapp(server.instance, *arguments, given=EDITOR.password + "\n")
        server.start()
        browser = browsing.launch(playwright)
        try:
            take(browser, server)
        finally:
            browser.close()
            server.stop()


def take(browser: Browser, server: Server) -> None:
    with browsing.context(browser, server.url, device_scale_factor=1) as page:
        page.goto("/", wait_until="networkidle")
        page.set_viewport_size({"width": 1280, "height": 1000})
        keep(page, "home")
    with browsing.context(browser, server.url, phone=True, device_scale_factor=2) as page:
        page.goto("/")
        page.locator(".lead-title a").click()
        page.wait_for_load_state("networkidle")
        keep(page, "article-phone")
    with browsing.context(browser, server.url) as page:
        sign_in(page, EDITOR)
        page.goto("/admin/articles")
        page.locator(".row-title a").first.click()
        page.wait_for_load_state("networkidle")
        page.set_viewport_size({"width": 1280, "height": 1000})
        keep(page, "editor")


def keep(page: Page, name: str) -> None:
    """Write the picture of what is in the window, in as many colours as fit."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = FOLDER / f"{name}.png"
    for colours in (256, 128, 64, 32):
        palette = picture.quantize(colours, kmeans=2)
        picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(
            path, optimize=True
        )
        if path.stat().st_size <= LARGEST:
            print(f"{path}: {path.stat().st_size // 1000} kB, {colours} colours")
            return
    sys.exit(f"{path} is larger than {LARGEST} bytes")


if __name__ == "__main__":
    main()
