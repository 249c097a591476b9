"""The counter. Touches gather in the worker and are written a few times a second, each batch in one transaction.

The database decides what is a new visitor and a new visit, so the counts are exact whatever the number of workers.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.util import Finalize
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from newsapp.visitors.models import HourlyCount, VisitorSession, VisitorTotal
from newsapp.visitors.sessions import Session

ONLINE = 5 * 60
"""Seconds after a page during which its visitor is "Đang truy cập"."""
VISIT_GAP = 30 * 60
"""Seconds without a page after which the next page is a new visit."""
KEPT = 48 * 3600
"""Seconds that a session is remembered. A first page is counted with the cookie's return for half of that."""
INTERVAL = 0.25
"""Seconds between two writings, and the most that a count in a page may be behind the database."""
BUFFER = 100_000
"""Touches kept while the database cannot be written; the oldest are dropped beyond."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the counter box says. online: visitors of the last five minutes; the rest: visits."""

    online: int
    today: int
    month: int
    total: int


@dataclass(frozen=True, slots=True)
class Touch:
    """A visitor asked for something at `at` (Unix time, seconds): a page, or the newcomer's image."""

    session: Session
    at: int
    is_page: bool


class Ledger:
    """Takes touches from any thread, keeps them in the visitors' database, and tells the counts."""

    def __init__(self, engine: Engine, zone: ZoneInfo, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._zone = zone
        self._clock = clock
        self._touches: deque[Touch] = deque(maxlen=BUFFER)
        self._something_to_write = threading.Event()
        self._starting, self._writing, self._reading = threading.Lock(), threading.Lock(), threading.Lock()
        self._writer: threading.Thread | None = None
        self._counts: Counts | None = None
        self._counts_read_at = -INTERVAL
        self._complained_at = -60.0
        self._forgot_at = 0.0

    def touch(self, session: Session, *, is_page: bool) -> None:
        """Note a visitor. Never waits for the database."""
        self._touches.append(Touch(session, int(self._clock()), is_page))
        self._something_to_write.set()
        if self._writer is None:
            self._start_writer()

    def counts(self) -> Counts | None:
        """The counts, at most INTERVAL old; None while the database has not been readable at all."""
        if time.monotonic() - self._counts_read_at >= INTERVAL and self._reading.acquire(blocking=False):
            try:
                self._counts_read_at = time.monotonic()
                with self._engine.begin() as connection:
                    self._counts = self._read(connection)
            except SQLAlchemyError as error:
                self._complain("cannot be read", error)
            finally:
                self._reading.release()
        return self._counts

    def flush(self) -> None:
        """Write every touch noted so far; keep them for the next time where the database cannot be written."""
        with self._writing:
            touches = [self._touches.popleft() for _ in range(len(self._touches))]
            if not touches:
                return
            try:
                with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                    self._write(connection, touches)
                    self._counts = self._read(connection)
                    self._counts_read_at = time.monotonic()
            except Exception as error:  # whatever it is: the writer goes on, and nothing is lost
                room = BUFFER - len(self._touches)
                self._touches.extendleft(reversed(touches[max(0, len(touches) - room) :]))
                self._complain("cannot be written", error)

    def _start_writer(self) -> None:
        with self._starting:
            if self._writer is None:
                # A server's worker ends without running atexit; multiprocessing's own finalizers do run.
                Finalize(None, self.flush, exitpriority=10)
                self._writer = threading.Thread(target=self._keep_writing, name="visitors", daemon=True)
                self._writer.start()

    def _keep_writing(self) -> None:
        while True:
            self._something_to_write.wait()
            self._something_to_write.clear()
            self.flush()
            time.sleep(INTERVAL)
            if self._touches:
                self._something_to_write.set()

    def _write(self, connection: Connection, touches: list[Touch]) -> None:
        lock = select(VisitorTotal.visits).where(VisitorTotal.id == 1).with_for_update()
        if connection.execute(lock).first() is None:
            self._add(connection, VisitorTotal, [{"id": 1, "visits": 0, "pages": 0}])
        seen = self._last_seen(connection, {touch.session.id for touch in touches})
        visits: Counter[int] = Counter()
        pages: Counter[int] = Counter()
        for touch in sorted(touches, key=lambda touch: touch.at):
            hour, last = self._hour(touch.at), seen.get(touch.session.id)
            if last is None or touch.at - last >= VISIT_GAP:
                visits[hour] += 1
            if last is None and touch.at - touch.session.issued_at < KEPT // 2:
                pages[hour] += 1  # the newcomer's page, which gave the cookie out
            if touch.is_page:
                pages[hour] += 1
            seen[touch.session.id] = max(touch.at, last or 0)
        hours = sorted(visits.keys() | pages.keys())
        self._add(connection, HourlyCount, [{"hour": h, "visits": visits[h], "pages": pages[h]} for h in hours])
        self._remember(connection, seen)
        connection.execute(
            update(VisitorTotal).values(
                visits=VisitorTotal.visits + visits.total(), pages=VisitorTotal.pages + pages.total()
            )
        )

    def _last_seen(self, connection: Connection, ids: Iterable[str]) -> dict[str, int]:
        wanted = sorted(ids)
        found: dict[str, int] = {}
        for start in range(0, len(wanted), 500):
            query = select(VisitorSession.id, VisitorSession.last_seen).where(
                VisitorSession.id.in_(wanted[start : start + 500])
            )
            found.update((number, last_seen) for number, last_seen in connection.execute(query))
        return found

    def _remember(self, connection: Connection, seen: dict[str, int]) -> None:
        insert = _insert(connection)(VisitorSession)
        statement = insert.on_conflict_do_update(index_elements=["id"], set_={"last_seen": insert.excluded.last_seen})
        connection.execute(statement, [{"id": number, "last_seen": at} for number, at in seen.items()])
        if (now := self._clock()) - self._forgot_at > 3600:
            connection.execute(delete(VisitorSession).where(VisitorSession.last_seen < int(now) - KEPT))
            self._forgot_at = now

    def _add(self, connection: Connection, table: type[HourlyCount | VisitorTotal], rows: list[dict[str, int]]) -> None:
        """Insert the rows, or add their visits and pages to those that are there."""
        if not rows:
            return
        key = table.__mapper__.primary_key[0]
        insert = _insert(connection)(table)
        statement = insert.on_conflict_do_update(
            index_elements=[key],
            set_={
                "visits": table.visits + insert.excluded.visits,
                "pages": table.pages + insert.excluded.pages,
            },
        )
        connection.execute(statement, rows)

    def _read(self, connection: Connection) -> Counts:
        now = int(self._clock())
        here = datetime.fromtimestamp(now, self._zone)
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        visits = func.coalesce(func.sum(HourlyCount.visits), 0)
        row = connection.execute(
            select(
                select(func.count()).where(VisitorSession.last_seen > now - ONLINE).scalar_subquery(),
                select(visits).where(HourlyCount.hour >= int(midnight.timestamp())).scalar_subquery(),
                select(visits).where(HourlyCount.hour >= int(midnight.replace(day=1).timestamp())).scalar_subquery(),
                select(func.coalesce(func.sum(VisitorTotal.visits), 0)).scalar_subquery(),
            )
        ).one()
        return Counts(*(int(number) for number in row))

    def _hour(self, at: int) -> int:
        start = datetime.fromtimestamp(at, self._zone).replace(minute=0, second=0, microsecond=0)
        return int(start.astimezone(UTC).timestamp())

    def _complain(self, what: str, error: Exception) -> None:
        """Say it in the log, at most once a minute."""
        if time.monotonic() - self._complained_at >= 60:
            self._complained_at = time.monotonic()
            log.error("The visitors' database %s; pages are served without it: %s", what, error)


def _insert(connection: Connection) -> Callable[..., sqlite.Insert | postgresql.Insert]:
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
