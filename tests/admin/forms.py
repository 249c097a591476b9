"""What a browser sends of the article's form."""

from __future__ import annotations

import io
import re
from typing import Any

from PIL import Image

from newsapp.categories.models import Category
from tests.pages import Answer, PageClient, select


def form_token_of(answer: Answer) -> str:
    return str(answer.page.xpath("//form[@id='article-form']//input[@name='form_token']/@value")[0])


def value_of(answer: Answer, name: str) -> str:
    """What stands in a field of the article's form, as a browser would send it."""
    (control,) = answer.page.xpath(f"//form[@id='article-form']//*[@name='{name}']")
    if control.tag == "textarea":
        return str(control.text_content()).removeprefix("\n")
    if control.tag == "select":
        return str(control.xpath("option[@selected]/@value")[0])
    return str(control.get("value", ""))


def typed(category: Category, **fields: Any) -> dict[str, Any]:
    return {"title": "Tiêu đề", "category_id": str(category.id), "body": "<p>Chữ.</p>"} | fields


def token_of(browser: PageClient, page: str = "/admin/account") -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(page).text)
    assert found
    return found[1]


def json_headers(browser: PageClient) -> dict[str, str]:
    return {"Accept": "application/json", "X-CSRFToken": token_of(browser)}


def photo(
    colour: str = "navy", size: tuple[int, int] = (64, 40), kind: str = "PNG", **options: Any
) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **options)
    file.seek(0)
    return file


def upload(browser: PageClient, what: str, file: io.BytesIO, name: str) -> Any:
    return browser.post(
        f"/admin/media/{what}", data={"file": (file, name)}, headers=json_headers(browser)
    )


__all__ = [
    "form_token_of",
    "json_headers",
    "photo",
    "select",
    "token_of",
    "typed",
    "upload",
    "value_of",
]
