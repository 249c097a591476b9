"""How often each redirect was used. Hits are buffered and written every few seconds, so that a
reader never waits for the databases' lock. A process that is killed loses its last seconds.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from datetime import datetime
from multiprocessing.util import Finalize

from flask import Flask, current_app
from sqlalchemy import update

from newsapp.database import db, note_change, writing
from newsapp.parts.redirects.models import Redirect

INTERVAL = 5.0
"""Seconds between two writes."""

log = logging.getLogger(__name__)


class HitCounter:
    """Takes hits from any thread. There are at most as many entries as redirects."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._hits: Counter[int] = Counter()
        self._last: dict[int, datetime] = {}
        self._lock = threading.Lock()
        self._has_hits = threading.Event()
        self._writer: threading.Thread | None = None

    def hit(self, redirect: int, at: datetime) -> None:
        """Note a use of the redirect with this number."""
        with self._lock:
            self._hits[redirect] += 1
            self._last[redirect] = at
            if self._writer is None:
                # A server's worker ends without atexit, but with multiprocessing's finalizers.
                Finalize(None, self.flush, exitpriority=10)
                self._writer = threading.Thread(target=self._write_forever, daemon=True)
                self._writer.start()
        self._has_hits.set()

    def flush(self) -> None:
        """Write what is buffered. Where that fails, it is kept for the next time."""
        with self._lock:
            hits, self._hits = self._hits, Counter()
            last, self._last = self._last, {}
        if not hits:
            return
        try:
            with self._app.app_context(), writing():
                self._write(hits, last)
        except Exception as error:  # of any kind: the writer's thread must go on
            log.warning("The uses of redirects cannot be written yet: %s", error)
            with self._lock:
                self._hits.update(hits)
                self._last = last | self._last

    def _write(self, hits: Counter[int], last: dict[int, datetime]) -> None:
        note_change(seen_by_readers=False)
        for number, count in hits.items():
            values = {"hits": Redirect.hits + count, "last_hit_at": last[number]}
            statement = update(Redirect).where(Redirect.id == number).values(values)
            db.session.execute(statement.execution_options(synchronize_session=False))

    def _write_forever(self) -> None:
        pause = threading.Event()
        while True:
            self._has_hits.wait()
            self._has_hits.clear()
            pause.wait(INTERVAL)
            self.flush()


def init_app(app: Flask) -> None:
    app.extensions["redirect_hits"] = HitCounter(app)


def hit_counter() -> HitCounter:
    """This process's counter."""
    counter: HitCounter = current_app.extensions["redirect_hits"]
    return counter
