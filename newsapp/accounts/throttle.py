"""How often somebody may guess a password or a code. Guessing is slowed, nothing is closed.

Each guess is counted before it is checked, under the write lock, so that guesses at the same time
are counted too; a right one gives its share back. After the first guesses of a window, a key has
one guess in each `window / first`. A stranger who guesses all day thus slows only strangers: a
browser in which the person has signed in before has a count of its own.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from newsapp.accounts.models import SignInFailures
from newsapp.database import db, note_change

WINDOW = timedelta(minutes=15)
FEW, MANY = 10, 100
"""Guesses within the window that are not slowed: of one person somewhere; of one account from
everywhere, or of a whole office behind one address. NIST SP 800-63B 3.2.2 allows 100."""


class TooManyFailures(Exception):
    """A guess comes too soon after the others. wait: seconds until the next one."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Count:
    """key: a keyed hash of what is counted. first: guesses that are not slowed."""

    key: str
    first: int

    @property
    def pause(self) -> timedelta:
        return WINDOW / self.first


class Counts:
    """What the guesses of one request are counted by; `secret` is the key of the hashes."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()[:64]

    def of_stranger(self, account: str, address: str) -> list[Count]:
        account = account.strip().lower()
        return [
            self._count(f"account {account} at {address}", FEW),
            self._count(f"account {account}", MANY),
            self._count(f"address {address}", MANY),
        ]

    def of_known(self, account: str, place: str) -> list[Count]:
        """place: a browser in which the account's user has signed in before, or a session."""
        return [self._count(f"account {account.strip().lower()} in {place}", FEW)]

    def of_code(self, user_id: int, browser: str) -> list[Count]:
        """Of the second step; browser: "" for one in which the user has not signed in before."""
        return [self._count(f"code {user_id} in {browser}", FEW)]

    def of_sender(self, address: str) -> list[Count]:
        """Of messages from anybody: by where they come from, and of all."""
        return [self._count(f"sender {address}", FEW), self._count("senders", MANY)]

    def _count(self, name: str, first: int) -> Count:
        content = name.encode("utf8", "replace")
        digest = hashlib.blake2b(content, key=self._secret, digest_size=16)
        return Count(digest.hexdigest(), first)


def begin_guess(counts: Sequence[Count], at: datetime) -> None:
    """Count a guess. Call it under the write lock, before the check. Raises TooManyFailures."""
    note_change(seen_by_readers=False)
    db.session.execute(delete(SignInFailures).where(SignInFailures.since < at - WINDOW))
    wait = max(_wait(count, at) for count in counts)
    if wait > timedelta():
        raise TooManyFailures(math.ceil(wait.total_seconds()))
    for count in counts:
        row = _row(count)
        if row is None:
            row = SignInFailures(key=count.key, count=0, since=at)
            db.session.add(row)
        row.count += 1
        row.latest = at


def forget_guesses(counts: Sequence[Count]) -> None:
    """After a right guess: those of the first of `counts` are no failures, nor a part of others."""
    note_change(seen_by_readers=False)
    own = _row(counts[0])
    forgotten = own.count if own is not None else 0
    for count in counts:
        row = _row(count)
        if row is not None:
            row.count = max(0, row.count - forgotten)


def _wait(count: Count, at: datetime) -> timedelta:
    row = _row(count)
    if row is None or row.count < count.first:
        return timedelta()
    return row.latest + count.pause - at


def _row(count: Count) -> SignInFailures | None:
    return db.session.get(SignInFailures, count.key, populate_existing=True)
