"""What the tests of an article's form send, and how they read what comes back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db

NEW = "/admin/articles/new"


def typed(category: Category, **fields: Any) -> dict[str, Any]:
    return {
        "title": "Tin mới",
        "category_id": category.id,
        "body": "Đoạn một\n\nĐoạn hai",
        "action": "save",
    } | fields


def only_article() -> Article:
    return db.session.scalars(select(Article)).one()


def value(answer: Any, name: str) -> str:
    """What a control of the page holds."""
    (control,) = answer.page.xpath("//*[@name=$name]", name=name)
    if control.tag == "textarea":
        return str(control.text or "").removeprefix("\n").replace("\r\n", "\n")
    if control.tag == "select":
        return "".join(control.xpath("option[@selected]/@value"))
    return str(control.get("value", ""))


def links(article: Article) -> list[tuple[int, str]]:
    return [(link["id"], link["title"]) for link in article.attachments]
