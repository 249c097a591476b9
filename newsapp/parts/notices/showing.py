"""The notice as readers see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from newsapp import clock
from newsapp.content_version import cached_until_change
from newsapp.database import db
from newsapp.parts.notices.models import Notice
from newsapp.web.i18n import site_language


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """language: that of the text, which is the site's on pages in another language too."""

    text: str
    address: str
    level: str
    ends_at: datetime
    language: str


def current() -> ShownNotice | None:
    """The notice, if its moment has not come yet."""
    stored = _stored()
    return stored if stored is not None and stored.ends_at > clock.now() else None


def values() -> dict[str, Any]:
    return {"site_notice": current()}


def next_changes(now: datetime) -> Iterator[Select[datetime | None]]:
    """When the notice ends."""
    yield select(func.min(Notice.ends_at)).where(Notice.ends_at > now)


@cached_until_change
def _stored() -> ShownNotice | None:
    row = db.session.get(Notice, 1, populate_existing=True)
    if row is None:
        return None
    return ShownNotice(row.text, row.address, row.level, row.ends_at, site_language())
