"""The articles on the dashboard: waiting, scheduled, drafts and the latest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsapp.accounts.models import User
from newsapp.accounts.permissions import may
from newsapp.articles import staff_list
from newsapp.articles.staff_list import ArticleFilter, Row

SHOWN = 5


@dataclass(frozen=True, slots=True)
class OverviewSection:
    """The first rows of the list filtered by `chosen`, and their total."""

    name: str
    chosen: ArticleFilter
    rows: list[Row]
    total: int


def sections(person: User, now: datetime) -> list[OverviewSection]:
    """The sections, the most urgent first; drafts are the person's own."""
    sees_all = may(person, "article.edit")
    only = None if sees_all else person.id
    filters = {
        "returned": ArticleFilter("returned", owner_id=person.id, only_owner_id=only),
        "review": ArticleFilter("review", sort="changed-first", only_owner_id=only),
        "scheduled": ArticleFilter("scheduled", sort="published-first", only_owner_id=only),
        "draft": ArticleFilter("draft", owner_id=person.id, only_owner_id=only),
        "changed": ArticleFilter("changed", only_owner_id=only),
        "live": ArticleFilter("live", sort="published", only_owner_id=only),
    }
    return [_section(name, chosen, now) for name, chosen in filters.items()]


def _section(name: str, chosen: ArticleFilter, now: datetime) -> OverviewSection:
    rows, total = staff_list.page(chosen, now, offset=0, limit=SHOWN)
    return OverviewSection(name, chosen, rows, total)
