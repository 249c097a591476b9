"""What is counted, and what a book that keeps the counts can do: sql_book.py, redis_book.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from newsapp.visitors.sessions import Session

ONLINE = 5 * 60
"""Seconds after a page during which its visitor is "Đang truy cập"."""
VISIT_GAP = 30 * 60
"""Seconds without a page after which the next page is a new visit."""
KEPT = 48 * 3600
"""Seconds that a session is remembered. A first page is counted with the cookie's return for half of that."""


class Counts(NamedTuple):
    """What the counter box says. online: visitors of the last five minutes; the rest: visits."""

    online: int
    today: int
    month: int
    total: int


class Touch(NamedTuple):
    """A visitor asked for something at `at` (Unix time, seconds): a page, or the newcomer's image.

    article: the number of the article that it showed. It is added up by article and day, never kept by visitor.
    times: how often within that second.
    """

    session: Session
    at: int
    is_page: bool
    article: int | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Touches that are written together or not at all; a book writes a batch of one name once."""

    name: str
    touches: list[Touch]


class BookError(Exception):
    """The book cannot be read or written now."""


class Hour(NamedTuple):
    """hour: Unix time at which it starts on the site's own clock."""

    hour: int
    visits: int
    pages: int


class Book(Protocol):
    """Where the counts are kept. All raise BookError. Times are Unix times, seconds."""

    def write(self, batch: Batch, now: int) -> Counts: ...

    def read(self, now: int) -> Counts: ...

    def hours(self, since: int, until: int) -> list[Hour]:
        """The hours that start from `since` to before `until` and in which somebody came, earliest first."""
        ...

    def views(self, since: int, until: int) -> dict[int, int]:
        """How often each article was read on the days that start from `since` to before `until`."""
        ...

    def views_of(self, article: int) -> int:
        """How often the article was read on all days together."""
        ...

    def first_hour(self) -> int | None: ...

    def set_initial(self, visits: int) -> None:
        """Count from `visits` on: the total is that and all that was counted here."""
        ...
