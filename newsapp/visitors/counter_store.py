"""What is counted, and the interface of the stores: SqlCounterStore and RedisCounterStore."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from newsapp.visitors.sessions import Session

ONLINE = 5 * 60
"""Seconds after a page in which its visitor counts as online ("Đang truy cập")."""
VISIT_GAP = 30 * 60
"""Seconds without a page after which the next page is a new visit. So is the first page of a day:
a visit that goes on after midnight is one of the new day too.
"""
SESSION_LIFETIME = 48 * 3600
"""Seconds that a session is remembered. A first page counts if the cookie returns within half of
that time.
"""


class Counts(NamedTuple):
    """The numbers in the counter box.

    online: visitors of the last minutes (ONLINE); the others: visits.
    """

    online: int
    today: int
    month: int
    total: int


def counts_at(visits: Counts, still_there: int, *, is_first_of_month: bool) -> Counts:
    """The numbers of a moment, so that never more are online than came today.

    still_there: visitors who were online at midnight and have opened no page since.
    """
    month = visits.month + (still_there if is_first_of_month else 0)
    return visits._replace(today=visits.today + still_there, month=month)


class Hit(NamedTuple):
    """A visitor's request for a page, or for the image that only a newcomer's page contains.

    at: Unix time, seconds. article: the number of the article on the page; it is counted by article
    and day, never stored by visitor. times: how often within that second.
    """

    session: Session
    at: int
    is_page: bool
    article: int | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Hits that are written together or not at all. A store writes a batch of one name once."""

    name: str
    hits: list[Hit]


class CounterStoreError(Exception):
    """The store is unavailable."""


class Hour(NamedTuple):
    """hour: Unix time at which it begins in the site's time zone."""

    hour: int
    visits: int
    pages: int


class CounterStore(Protocol):
    """Stores the counts. All methods raise CounterStoreError. Times are Unix times, seconds."""

    def write(self, batch: Batch, now: int) -> Counts:
        """Add the batch and return the counts with it."""
        ...

    def read(self, now: int) -> Counts: ...

    def hours(self, since: int, until: int) -> list[Hour]:
        """The hours with visitors that begin from `since` to before `until`, earliest first."""
        ...

    def views(self, since: int, until: int) -> dict[int, int]:
        """How often each article was read on the days that begin from `since` to before `until`."""
        ...

    def views_of(self, article: int) -> int:
        """How often the article was read on all days."""
        ...

    def set_former_views(self, article: int, views: int) -> None:
        """Set how often the article was read before it came to this site: on no day of its own."""
        ...

    def first_hour(self) -> int | None:
        """The earliest hour with visitors."""
        ...

    def set_initial(self, visits: int) -> None:
        """Set the total to `visits` plus all visits counted here."""
        ...
