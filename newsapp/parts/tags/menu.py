"""Tags as something that the readers' menu can lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from newsapp.database import db
from newsapp.parts.tags.models import Tag
from newsapp.parts.tags.queries import most_used
from newsapp.registry import MenuItem, MenuTarget

OFFERED = 200


def items(numbers: Collection[int]) -> list[MenuItem]:
    found = select(Tag.id, Tag.name, Tag.slug).where(Tag.id.in_(numbers))
    return [
        MenuItem(row.name, "public.tags.tag", {"slug": row.slug}, number=row.id)
        for row in db.session.execute(found)
    ]


def choices() -> Iterator[tuple[int, str]]:
    for tag in most_used(OFFERED):
        yield tag.id, tag.name


TARGET = MenuTarget("tag", _l("Từ khóa"), items, choices)
