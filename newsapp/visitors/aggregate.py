"""Adding up a batch of hits, given when each of its visitors was last seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache
from operator import attrgetter
from zoneinfo import ZoneInfo

from newsapp.visitors.counter_store import SESSION_LIFETIME, VISIT_GAP, Hit
from newsapp.visitors.sessions import issued_at, number_of

QUARTER = 900
"""Seconds. Every time zone begins its hours and days at a multiple of it."""


@dataclass(slots=True)
class Aggregate:
    """The sums of a batch of hits.

    seen: when each visitor was last seen, by the session's number. visits and pages: by hour.
    views: by day and article. All times are Unix times, in seconds.
    """

    seen: dict[str, int]
    visits: Counter[int] = field(default_factory=Counter)
    pages: Counter[int] = field(default_factory=Counter)
    views: Counter[tuple[int, int]] = field(default_factory=Counter)


def aggregate(hits: Iterable[Hit], last_seen: Mapping[str, int], calendar: Calendar) -> Aggregate:
    sums = Aggregate(dict(last_seen))
    seen, pages, views = sums.seen, sums.pages, sums.views
    second = hour = day = 0
    for session, at, is_page, article, times in sorted(hits, key=attrgetter("at")):
        if at != second:
            second = at
            hour = calendar.hour(at)
            day = calendar.day(at)
        number = number_of(session)
        last = seen.get(number)
        if last is None or at - last >= VISIT_GAP or last < day:
            sums.visits[hour] += 1
        new_pages = times if is_page else 0
        new_views = 1 if is_page else 0
        if last is None and at - issued_at(session) < SESSION_LIFETIME // 2:
            # A newcomer's first page, which gave out the cookie, counts once the cookie returns.
            new_pages += 1
            new_views = new_views or 1
        if new_pages:
            pages[hour] += new_pages
            if article is not None:
                views[day, article] += new_views
        if last is None or at > last:
            seen[number] = at
    return sums


class Calendar:
    """Hours, days and months in the site's time zone, each as the Unix time at which it begins."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._starts = lru_cache(1000)(self._find_starts)

    def hour(self, at: int) -> int:
        return self._starts(at // QUARTER)[0]

    def day(self, at: int) -> int:
        return self._starts(at // QUARTER)[1]

    def _find_starts(self, quarter: int) -> tuple[int, int]:
        moment = self.moment(quarter * QUARTER)
        hour = moment.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
        return int(hour.timestamp()), self.start(moment.date())

    def month(self, at: int) -> int:
        return self.start(self.local_date(at).replace(day=1))

    def local_date(self, at: int) -> date:
        return self.moment(at).date()

    def moment(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, self._zone)

    def start(self, day: date) -> int:
        return int(datetime.combine(day, time(), self._zone).timestamp())
