"""What a writer's hands do in the form beyond typing: pictures pasted and dropped, answers that are
held back.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.people import use_tool

PASTE_FILES = """([files, html]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
    data.items.add(new File([bytes], name, { type }));
  }
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
DROP_FILES = """(place, files) => {
  const data = new DataTransfer();
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
    data.items.add(new File([bytes], name, { type }));
  }
  const box = place.getBoundingClientRect();
  const at = { clientX: box.left + 5, clientY: box.top + 5 };
  const tell = (kind) => {
    const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true, ...at });
    place.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return [tell("dragover"), tell("drop")];
}"""
COPY_PICTURE = """async (content) => {
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  await navigator.clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
}"""


def photo(colour: str, kind: str = "PNG", size: tuple[int, int] = (90, 60)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def file_of(name: str, content: bytes, kind: str = "image/png") -> list[str]:
    return [name, kind, base64.b64encode(content).decode()]


def chosen(name: str, content: bytes, kind: str = "image/png") -> dict[str, str | bytes]:
    return {"name": name, "mimeType": kind, "buffer": content}


def new_article(page: Page) -> Locator:
    """Open the form for a new article; its text, with the caret in it."""
    page.goto("/admin/articles/new")
    text = page.get_by_label("Nội dung", exact=True)
    text.click()
    return text


def choose_pictures(page: Page, *files: dict[str, str | bytes]) -> None:
    with page.expect_file_chooser() as chooser:
        use_tool(page, "Ảnh từ tệp")
    chooser.value.set_files(list(files))  # type: ignore[arg-type]


def blocks(page: Page) -> list[str]:
    """The blocks of the text in order: what a picture or a paragraph says; empty paragraphs left
    out.
    """
    found: list[str] = page.locator("#body").evaluate(
        """(text) => [...text.children].filter((block) => !block.matches(".ProseMirror-gapcursor, .ProseMirror-widget"))
          .map((block) => block.tagName === "FIGURE"
            ? `[${block.querySelector("img").alt}|${block.querySelector("figcaption").innerText.trim()}]`
            : block.innerText.trim()).filter(Boolean)"""
    )
    return found


def colours(page: Page) -> list[str]:
    """The colour in the middle of each picture of the text, in order: red, green or blue."""
    expect(page.locator("#body figure img").last).to_have_js_property("complete", value=True)
    found: list[str] = page.locator("#body").evaluate(
        """async (text) => {
          const names = [];
          for (const image of text.querySelectorAll("figure img")) {
            await image.decode();
            const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
            const drawing = canvas.getContext("2d");
            drawing.drawImage(image, 0, 0, 1, 1);
            const [red, green, blue] = drawing.getImageData(0, 0, 1, 1).data;
            names.push(["red", "green", "blue"][[red, green, blue].indexOf(Math.max(red, green, blue))]);
          }
          return names;
        }"""
    )
    return found


@contextmanager
def held_back(page: Page, address: str) -> Iterator[list[Route]]:
    """Requests to the address wait here until the test lets them go."""
    waiting: list[Route] = []
    pattern = re.compile(address)
    page.route(pattern, lambda route: waiting.append(route))
    try:
        yield waiting
    finally:
        page.unroute(pattern)


def wait_for(page: Page, waiting: list[Route], count: int) -> None:
    for _turn in range(200):
        if len(waiting) >= count:
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"{len(waiting)} requests, not {count}")
