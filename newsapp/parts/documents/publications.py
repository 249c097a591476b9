"""What was published in a period, for reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, select

from newsapp.accounts.models import User
from newsapp.database import db
from newsapp.parts.documents.models import Document
from newsapp.publishing import first_published
from newsapp.registry import Publication


def published_between(since: datetime, until: datetime) -> Iterator[Publication]:
    """The documents first published from `since` to before `until`."""
    statement: Select[*tuple[Any, ...]] = (
        select(
            Document.id,
            Document.number,
            Document.abstract,
            Document.first_published_at,
            User.name,
        )
        .outerjoin(User, User.id == Document.owner_id)
        .where(first_published(Document, since, until))
    )
    for id_, number, abstract, published_at, author in db.session.execute(statement):
        yield Publication(
            kind="document",
            kind_name=_("Văn bản"),
            number=id_,
            title=f"{number}: {abstract}",
            author=author or "",
            category="",
            published_at=published_at,
            views=None,
        )
