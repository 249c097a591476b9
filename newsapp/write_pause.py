"""Holding back every write for the moments in which one release takes over from another. Readers
notice nothing.

The mark is a file, so that every process sees it, of the old release and of the new. It is looked
at under the write lock: whoever holds the mark and has had the lock once knows that no write is
under way and none will begin.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

MARK = "writes-paused"


class WritesPaused(Exception):
    """The site is being upgraded; what was sent has not been saved."""


def pause(instance: Path) -> None:
    """Hold back writes from now on, and wait until those under way have ended."""
    (instance / MARK).touch(mode=0o644)
    with closing(
        sqlite3.connect(instance / "content.db", timeout=30, isolation_level=None)
    ) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")


def resume(instance: Path) -> None:
    (instance / MARK).unlink(missing_ok=True)


def is_paused(instance: Path) -> bool:
    return (instance / MARK).exists()
