"""The hosts that live texts link to, by first appearance: planted links stand at the top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from newsapp.articles.models import Article, Revision
from newsapp.database import db

_HOST = re.compile(r'(?:href|src)="(?:https?:)?//([^/"?#:\s]+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkHost:
    """first_seen: when a version with it was first saved; None if no version has it."""

    host: str
    first_seen: datetime | None
    article_id: int
    title: str


def by_first_appearance() -> Sequence[LinkHost]:
    """The newest first, after those that no saved version has."""
    live = select(Article).where(Article.live_version.is_not(None), Article.trashed_at.is_(None))
    found: dict[str, LinkHost] = {}
    for article in db.session.scalars(live.order_by(Article.id)):
        for host in _hosts(article.body):
            found.setdefault(host, LinkHost(host, _first_seen(host), article.id, article.title))
    unseen = [each for each in found.values() if each.first_seen is None]
    seen = [(each.first_seen, each) for each in found.values() if each.first_seen is not None]
    seen.sort(key=lambda pair: pair[0], reverse=True)
    return unseen + [each for _moment, each in seen]


def _hosts(body: str) -> list[str]:
    return list(dict.fromkeys(host.lower() for host in _HOST.findall(body)))


def _first_seen(host: str) -> datetime | None:
    contains = Revision.body.icontains(f"//{host}", autoescape=True)
    oldest = select(Revision.created_at).where(contains).order_by(Revision.created_at).limit(1)
    return db.session.scalar(oldest)
