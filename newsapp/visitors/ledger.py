"""The counter. Touches gather in the worker and are written a few times a second, each batch in one transaction.

The book that they are written to decides what is a new visitor and a new visit, so the counts are exact whatever the
number of workers. A worker that is killed loses the touches of its last second at most; one that is told to stop, none.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from multiprocessing.util import Finalize

from newsapp.visitors.book import Batch, Book, BookError, Counts, Touch
from newsapp.visitors.sessions import Session

INTERVAL = 0.25
"""Seconds between two writings, and the most that a count in a page may be behind the book."""
LONGEST_INTERVAL = 1.0
"""Seconds between two writings where they take long: writing rests REST times as long as it worked, at most until the
second is over. What a visitor does in one second is added up, so a batch that ends with it has the fewest rows."""
REST = 50
BUFFER = 100_000
"""Touches kept while the book cannot be written; the oldest are dropped beyond."""
BATCH = 20_000
"""Touches in one transaction, before those of one visitor in one second are added up."""

Noted = tuple[Session, int, bool, int | None]
"""A touch, but for how often: a plain tuple, since one is made for every page."""

log = logging.getLogger(__name__)


class Ledger:
    """Takes touches from any thread, keeps them in the book, and tells the counts."""

    def __init__(self, book: Book, clock: Callable[[], float] = time.time) -> None:
        self.book = book
        self._clock = clock
        self._touches: deque[Noted] = deque(maxlen=BUFFER)
        self._unwritten: Batch | None = None
        self._something_to_write = threading.Event()
        self._starting, self._writing, self._reading = threading.Lock(), threading.Lock(), threading.Lock()
        self._writer: threading.Thread | None = None
        self._counts: Counts | None = None
        self._views: dict[int, int] = {}
        self._counts_read_at = -INTERVAL
        self._complained_at = -60.0

    def touch(self, session: Session, *, is_page: bool, article: int | None = None) -> None:
        """Note a visitor. Never waits for the book."""
        self._touches.append((session, int(self._clock()), is_page, article))
        if self._writer is None:
            self._start_writer()
        if not self._something_to_write.is_set():
            self._something_to_write.set()

    def counts(self) -> Counts | None:
        """The counts, at most INTERVAL old; None while the book has not been readable at all."""
        if time.monotonic() - self._counts_read_at >= INTERVAL and self._reading.acquire(blocking=False):
            try:
                self._counts_read_at = time.monotonic()
                self._keep(self.book.read(int(self._clock())))
            except BookError as error:
                self._complain("cannot be read", error)
            finally:
                self._reading.release()
        return self._counts

    def views(self, article: int) -> int | None:
        """How often the article was read, as old as the counts; None while the book cannot be read."""
        self.counts()
        known = self._views
        try:
            if article not in known:
                known[article] = self.book.views_of(article)
        except BookError as error:
            self._complain("cannot be read", error)
        return known.get(article)

    def flush(self) -> None:
        """Write every touch noted so far; keep them for the next time where the book cannot be written."""
        with self._writing:
            to_write = len(self._touches)
            while self._unwritten is not None or to_write:
                if self._unwritten is None:
                    size = min(to_write, BATCH)
                    to_write -= size
                    alike = Counter([self._touches.popleft() for _ in range(size)])
                    touches = [Touch(*noted, times) for noted, times in alike.items()]
                    self._unwritten = Batch(secrets.token_hex(8), touches)
                try:
                    self._keep(self.book.write(self._unwritten, int(self._clock())))
                    self._unwritten = None
                except Exception as error:  # whatever it is: the writer goes on, and nothing is lost
                    self._complain("cannot be written", error)
                    return

    def _keep(self, counts: Counts) -> None:
        self._counts, self._counts_read_at = counts, time.monotonic()
        self._views = {}

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
            began = time.monotonic()
            self.flush()
            second_over = LONGEST_INTERVAL - time.time() % LONGEST_INTERVAL
            time.sleep(max(INTERVAL, min(REST * (time.monotonic() - began), second_over)))
            if self._touches or self._unwritten:
                self._something_to_write.set()

    def _complain(self, what: str, error: Exception) -> None:
        """Say it in the log, at most once a minute."""
        if time.monotonic() - self._complained_at >= 60:
            self._complained_at = time.monotonic()
            log.error("The visitors' counts %s; pages are served without them: %s", what, error)
