"""What a batch of touches adds to the counts, given when each of its visitors was last seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache
from operator import attrgetter
from zoneinfo import ZoneInfo

from newsapp.visitors.book import KEPT, VISIT_GAP, Touch
from newsapp.visitors.sessions import issued_at, number_of

QUARTER = 900
"""Seconds of which no time zone splits any between two hours or days."""


@dataclass(slots=True)
class Tally:
    """visits and pages by hour, views by (day, article), and when each visitor was last seen. All in Unix time."""

    seen: dict[str, int]
    visits: Counter[int] = field(default_factory=Counter)
    pages: Counter[int] = field(default_factory=Counter)
    views: Counter[tuple[int, int]] = field(default_factory=Counter)


def tally(touches: Iterable[Touch], last_seen: Mapping[str, int], calendar: Calendar) -> Tally:
    seen = dict(last_seen)
    visits: dict[int, int] = {}
    pages: dict[tuple[int, int | None], tuple[int, int]] = {}  # second, article: pages, views
    for session, at, is_page, article, times in sorted(touches, key=_at):
        number = number_of(session)
        last = seen.get(number)
        if last is None or at - last >= VISIT_GAP:
            visits[at] = visits.get(at, 0) + 1
        new = viewed = times if is_page else 0
        if last is None and at - issued_at(session) < KEPT // 2:
            # The newcomer's page, which gave the cookie out, is counted when the cookie comes back.
            new, viewed = new + 1, viewed or 1
        if new:
            before = pages.get((at, article), (0, 0))
            pages[at, article] = before[0] + new, before[1] + viewed
        if last is None or at > last:
            seen[number] = at
    return _by_hour(seen, visits, pages, calendar)


_at = attrgetter("at")


def _by_hour(
    seen: dict[str, int],
    visits: Mapping[int, int],
    pages: Mapping[tuple[int, int | None], tuple[int, int]],
    calendar: Calendar,
) -> Tally:
    """The sums by second, of which there are few, by hour and day."""
    sums = Tally(seen)
    for at, new in visits.items():
        sums.visits[calendar.hour(at)] += new
    for (at, article), (new, viewed) in pages.items():
        sums.pages[calendar.hour(at)] += new
        if article is not None:
            sums.views[calendar.day(at), article] += viewed
    return sums


class Calendar:
    """Hours, days and months on the site's own clock, each as the Unix time at which it starts."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._starts = lru_cache(1000)(self._find_starts)

    def hour(self, at: int) -> int:
        return self._starts(at // QUARTER)[0]

    def day(self, at: int) -> int:
        return self._starts(at // QUARTER)[1]

    def _find_starts(self, quarter: int) -> tuple[int, int]:
        """When the hour and the day of this quarter of an hour began: these are asked for every page."""
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
