"""What a batch of touches adds to the counts, given when each of its visitors was last seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from newsapp.visitors.book import KEPT, VISIT_GAP, Touch


@dataclass(slots=True)
class Tally:
    """visits and pages by hour, views by (day, article), and when each visitor was last seen. All in Unix time."""

    seen: dict[str, int]
    visits: Counter[int] = field(default_factory=Counter)
    pages: Counter[int] = field(default_factory=Counter)
    views: Counter[tuple[int, int]] = field(default_factory=Counter)


def tally(touches: Iterable[Touch], last_seen: Mapping[str, int], calendar: Calendar) -> Tally:
    sums = Tally(dict(last_seen))
    for touch in sorted(touches, key=lambda touch: touch.at):
        number, at = touch.session.id, touch.at
        hour, last = calendar.hour(at), sums.seen.get(number)
        if last is None or at - last >= VISIT_GAP:
            sums.visits[hour] += 1
        # The newcomer's page, which gave the cookie out, is counted when the cookie comes back.
        is_return = last is None and at - touch.session.issued_at < KEPT // 2
        new_pages = touch.is_page + is_return
        if new_pages:
            sums.pages[hour] += new_pages
            if touch.article is not None:
                sums.views[calendar.day(at), touch.article] += 1
        sums.seen[number] = max(at, last or 0)
    return sums


class Calendar:
    """Hours, days and months on the site's own clock, each as the Unix time at which it starts."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._hours: dict[int, int] = {}

    def hour(self, at: int) -> int:
        """Kept by the quarter of an hour, of which no time zone splits one: this is asked for every page."""
        quarter = at // 900
        if (known := self._hours.get(quarter)) is None:
            if len(self._hours) > 1000:
                self._hours.clear()
            start = datetime.fromtimestamp(at, self._zone).replace(minute=0, second=0, microsecond=0)
            known = self._hours[quarter] = int(start.astimezone(UTC).timestamp())
        return known

    def day(self, at: int) -> int:
        return self.start(self.local_date(at))

    def month(self, at: int) -> int:
        return self.start(self.local_date(at).replace(day=1))

    def local_date(self, at: int) -> date:
        return self.moment(at).date()

    def moment(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, self._zone)

    def start(self, day: date) -> int:
        return int(datetime.combine(day, time(), self._zone).timestamp())
