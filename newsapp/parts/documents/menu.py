"""The documents as something that the readers' menu can lead to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from flask_babel import lazy_gettext as _l

from newsapp.database import db
from newsapp.parts.documents import queries
from newsapp.registry import MenuItem, MenuTarget


def items(_numbers: Collection[int]) -> list[MenuItem]:
    return [_item()]


def usual() -> list[MenuItem]:
    """From the moment on at which there is a document for readers."""
    begins = db.session.scalar(queries.first_go_live())
    return [] if begins is None else [_item(begins)]


def _item(begins: datetime | None = None) -> MenuItem:
    return MenuItem(
        _l("Văn bản"),
        "public.documents.documents",
        own_page="public.documents.documents",
        pages_below=frozenset({"public.documents.document"}),
        begins=begins,
    )


TARGET = MenuTarget("documents", _l("Chung"), items, usual=usual)
