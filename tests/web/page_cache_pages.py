"""What the tests of the cached pages share."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import Engine

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast


def article_address(editor: User, news: Category, **fields: Any) -> str:
    article = cast.live(editor, news, **fields)
    return f"/tin-tuc/{article.id}/{article.slug}"


def engines(app: Flask) -> list[Engine]:
    with app.app_context():
        return list(db.engines.values())
