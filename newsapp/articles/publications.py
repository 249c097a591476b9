"""What was published in a period, for reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.publishing import first_published
from newsapp.registry import Publication


def published_between(since: datetime, until: datetime) -> Iterator[Publication]:
    """The articles and pages first published from `since` to before `until`."""
    statement: Select[*tuple[Any, ...]] = (
        select(
            Article.id,
            Article.title,
            Article.address,
            Article.first_published_at,
            User.name,
            Category.name,
        )
        .outerjoin(User, User.id == Article.owner_id)
        .outerjoin(Category, Category.id == Article.category_id)
        .where(first_published(Article, since, until), Article.live_version.is_not(None))
    )
    for number, title, address, published_at, author, category in db.session.execute(statement):
        is_page = address is not None
        yield Publication(
            kind="page" if is_page else "news",
            kind_name=_("Trang") if is_page else _("Tin bài"),
            number=number,
            title=title,
            author=author or "",
            category=category or "",
            published_at=published_at,
            views=0,
        )
