"""The demo site's texts, read from the files shipped beside this module.

An article or a page is a file of "Key: value" lines, a blank line, and the body's HTML.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import time
from importlib.resources import files
from typing import Any

from newsapp.articles.content import Content

FOLDER = files("newsapp.demo")
SITE: dict[str, Any] = json.loads((FOLDER / "site.json").read_text("utf8"))
"""agency: an Identity. categories: name and description of each.

A category can also have a parent, a menu_parent (below which it stands in the menu alone), or be
hidden from the menu and the home page.
"""


@dataclass(frozen=True, slots=True)
class DemoText:
    """An article, or a page, of which there is the content alone.

    category: its name. days_ago, at: the moment of publishing on the site's clock. picture: a name
    in files/.
    """

    content: Content
    category: str = ""
    days_ago: int = 0
    at: time = time()
    picture: str = ""


def demo_articles() -> list[DemoText]:
    """Return every demo article, oldest first."""
    return sorted(_texts("articles"), key=lambda text: (-text.days_ago, text.at))


def demo_pages() -> list[DemoText]:
    """Return the pages outside the news, in the order of their files."""
    return _texts("pages")


def _texts(folder: str) -> list[DemoText]:
    paths = sorted((FOLDER / folder).iterdir(), key=lambda path: path.name)
    return [_read(path.read_text("utf8")) for path in paths]


def _read(text: str) -> DemoText:
    header, _, body = text.partition("\n\n")
    values = dict(line.split(": ", 1) for line in header.splitlines())
    fields: dict[str, Any] = {FIELDS[key]: values.pop(key) for key in FIELDS.keys() & values}
    tags = values.pop("Từ khóa", "")
    content = Content(
        body=body.strip() + "\n", category_id=None, tags=tags.split(", ") if tags else [], **fields
    )
    if not values:
        return DemoText(content)
    return DemoText(
        content,
        category=values.pop("Chuyên mục"),
        days_ago=int(values.pop("Số ngày trước")),
        at=time.fromisoformat(values.pop("Giờ")),
        picture=values.pop("Ảnh", ""),
    )


FIELDS = {
    "Tiêu đề": "title",
    "Tóm tắt": "summary",
    "Tác giả": "byline",
    "Ký tên": "signature",
    "Nguồn": "source",
    "Chú thích ảnh": "cover_alt",
    "Ngôn ngữ": "language",
}
"""A key of a file -> the field of Content."""
