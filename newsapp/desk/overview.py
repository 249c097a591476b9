"""What a person finds when they arrive: what waits for them, what is to come, what they began, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsapp.accounts.models import User
from newsapp.accounts.permissions import may
from newsapp.desk import listing
from newsapp.desk.listing import Row, Wanted

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of the list that `wanted` describes, and how many there are."""

    name: str
    wanted: Wanted
    rows: list[Row]
    total: int


def parts(person: User, now: datetime) -> list[Part]:
    """In the order of their haste; what waits for an editor is everybody's, a draft is one's own."""
    sees_all = may(person, "article.edit")
    only = None if sees_all else person.id
    wanted = {
        "returned": Wanted("returned", owner_id=person.id, only_owner_id=only),
        "review": Wanted("review", sort="changed-first", only_owner_id=only),
        "scheduled": Wanted("scheduled", sort="published-first", only_owner_id=only),
        "draft": Wanted("draft", owner_id=person.id, only_owner_id=only),
        "changed": Wanted("changed", only_owner_id=only),
        "live": Wanted("live", sort="published", only_owner_id=only),
    }
    return [_part(name, one, now) for name, one in wanted.items()]


def _part(name: str, wanted: Wanted, now: datetime) -> Part:
    rows, total = listing.page(wanted, now, offset=0, limit=SHOWN)
    return Part(name, wanted, rows, total)
