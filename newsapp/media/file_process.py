"""Files that people upload are decoded in a process of their own, one at a time on the machine.

A file of 100 kB can take gigabytes of memory and minutes of processor time to decode. The process
has limits of both, and gives way to readers. Others wait for their turn, but one thread of each
server process stays free for readers.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import gettext as _

LONGEST_WAIT = 60
"""Seconds for which a file waits for its turn."""
LOOK_AGAIN = 0.05
"""Seconds."""


class Busy(ValueError):
    """Too many files are being decoded already. The message says so."""


class NotDecoded(Exception):
    """The process ended without a result: the file is damaged, or takes more than it may."""


def result_of(script: str, *arguments: str | Path, seconds: float) -> dict[str, Any]:
    """What the program `script`, a file of ours, prints as JSON. Raises Busy, NotDecoded."""
    with _turn():
        try:
            finished = subprocess.run(  # noqa: S603 - a file of ours, and paths of ours
                [sys.executable, "-I", script, *arguments],
                capture_output=True,
                timeout=seconds,
                check=True,
            )
            result: dict[str, Any] = json.loads(finished.stdout)
        except (subprocess.SubprocessError, ValueError) as error:
            raise NotDecoded from error
    return result


@contextmanager
def _turn() -> Iterator[None]:
    """Raises Busy."""
    threads: int = current_app.config["THREADS"]
    places = _places(max(1, threads - 1))
    if not places.acquire(blocking=False):
        raise Busy(_busy())
    try:
        with _locked(current_app.config["INSTANCE"] / "decoding.lock"):
            yield
    finally:
        places.release()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """The kernel releases the lock when the process ends, however it ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        deadline = time.monotonic() + LONGEST_WAIT
        while not _is_taken(descriptor):
            if time.monotonic() > deadline:
                raise Busy(_busy())
            time.sleep(LOOK_AGAIN)
        yield
    finally:
        os.close(descriptor)


def _is_taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@cache
def _places(number: int) -> threading.BoundedSemaphore:
    """For the files of one server process, that which is decoded and those that wait."""
    return threading.BoundedSemaphore(number)


def _busy() -> str:
    return str(_("Máy chủ đang xử lý các tệp khác. Hãy thử lại sau ít phút."))
