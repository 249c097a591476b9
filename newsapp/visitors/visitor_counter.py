"""The counter. Hits are buffered in the worker and written a few times a second, each batch in one
transaction.

The store decides what is a new visitor and a new visit, so the counts are exact for any number of
workers. A worker that is killed loses at most the hits of its last second; one that is stopped
loses none.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from multiprocessing.util import Finalize

from newsapp.visitors.counter_store import Batch, CounterStore, CounterStoreError, Counts, Hit
from newsapp.visitors.sessions import Session

INTERVAL = 0.25
"""Seconds between two writes, and the greatest age of the counts in a page."""
LONGEST_INTERVAL = 1.0
"""Seconds between two writes when they are slow. What a visitor does in one second is added up, so
a batch that ends with the second has the fewest rows.
"""
REST = 50
"""After a write, the writer pauses this many times as long as the write took."""
BUFFER = 100_000
"""Hits that are kept while the store is unavailable. Beyond that the oldest are dropped."""
BATCH = 20_000
"""Hits in one transaction, before the hits of one visitor in one second are added up."""
LOG_INTERVAL = 60
"""Seconds between two log messages."""

BufferedHit = tuple[Session, int, bool, int | None]
"""The fields of a Hit without `times`. It is a plain tuple because every page makes one."""

log = logging.getLogger(__name__)


class VisitorCounter:
    """Takes hits from any thread, writes them to the store, and gives the counts."""

    def __init__(self, store: CounterStore, clock: Callable[[], float] = time.time) -> None:
        self.store = store
        self._clock = clock
        self._hits: deque[BufferedHit] = deque(maxlen=BUFFER)
        self._unwritten: Batch | None = None
        self._has_hits = threading.Event()
        self._starting = threading.Lock()
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        self._writer: threading.Thread | None = None
        self._counts: Counts | None = None
        self._counts_read_at = -INTERVAL
        self._views: dict[int, int] = {}
        self._logged_at: float = -LOG_INTERVAL

    def hit(self, session: Session, *, is_page: bool, article: int | None = None) -> None:
        """Buffer a hit. Never waits for the store."""
        self._hits.append((session, int(self._clock()), is_page, article))
        if self._writer is None:
            self._start_writer()
        if not self._has_hits.is_set():
            self._has_hits.set()

    def counts(self) -> Counts | None:
        """The counts, at most INTERVAL old; None if the store could never be read."""
        is_due = time.monotonic() - self._counts_read_at >= INTERVAL
        if is_due and self._reading.acquire(blocking=False):
            try:
                self._counts_read_at = time.monotonic()
                self._set_counts(self.store.read(int(self._clock())))
            except CounterStoreError as error:
                self._log("cannot be read", error)
            finally:
                self._reading.release()
        return self._counts

    def views(self, article: int) -> int | None:
        """How often the article was read, as old as the counts; None if that cannot be read."""
        self.counts()
        views = self._views
        try:
            if article not in views:
                views[article] = self.store.views_of(article)
        except CounterStoreError as error:
            self._log("cannot be read", error)
        return views.get(article)

    def flush(self) -> None:
        """Write all buffered hits. If the store fails, they are kept for the next time."""
        with self._writing:
            remaining = len(self._hits)
            while self._unwritten is not None or remaining:
                if self._unwritten is None:
                    size = min(remaining, BATCH)
                    remaining -= size
                    self._unwritten = self._take_batch(size)
                try:
                    counts = self.store.write(self._unwritten, int(self._clock()))
                except Exception as error:  # of any kind: the writer's thread must go on
                    self._log("cannot be written", error)
                    return
                self._unwritten = None
                self._set_counts(counts)

    def _take_batch(self, size: int) -> Batch:
        times = Counter([self._hits.popleft() for _ in range(size)])
        return Batch(secrets.token_hex(8), [Hit(*hit, number) for hit, number in times.items()])

    def _set_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._counts_read_at = time.monotonic()
        self._views = {}

    def _start_writer(self) -> None:
        with self._starting:
            if self._writer is None:
                # A server's worker ends without atexit, but with multiprocessing's finalizers.
                Finalize(None, self.flush, exitpriority=10)
                self._writer = threading.Thread(target=self._write_forever, daemon=True)
                self._writer.start()

    def _write_forever(self) -> None:
        while True:
            self._has_hits.wait()
            self._has_hits.clear()
            began = time.monotonic()
            self.flush()
            rest = REST * (time.monotonic() - began)
            until_next_second = LONGEST_INTERVAL - time.time() % LONGEST_INTERVAL
            time.sleep(max(INTERVAL, min(rest, until_next_second)))
            if self._hits or self._unwritten:
                self._has_hits.set()

    def _log(self, what: str, error: Exception) -> None:
        if time.monotonic() - self._logged_at >= LOG_INTERVAL:
            self._logged_at = time.monotonic()
            log.error("The visitors' counts %s; pages are served without them: %s", what, error)
