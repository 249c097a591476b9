"""Putting a whole state in the place of another, so that a crash leaves the one or the other.

The moves are written down first. Each can be done again without harm; whoever starts next finishes what is left.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from newsapp.media import files

JOURNAL = "swap.json"
COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database; it belongs to the database and must never meet another one."""


def swap_in(instance: Path, staged: Path, former: Path, names: Sequence[str]) -> None:
    """Move `names` from `staged` into `instance`, and what stood there into `former`; all three on one file system."""
    moves = [{"name": name, "had": (instance / name).exists(), "gets": True} for name in names]
    for name in names:
        moves += [
            {"name": name + ending, "had": True, "gets": False}
            for ending in COMPANIONS
            if (instance / (name + ending)).exists()
        ]
    if any(move["had"] for move in moves):
        former.mkdir(mode=0o700, exist_ok=True)
    places = {"staged": str(staged.relative_to(instance)), "former": str(former.relative_to(instance))}
    files.write(json.dumps(places | {"moves": moves}, indent=1).encode(), instance / JOURNAL)
    finish(instance)


def finish(instance: Path) -> bool:
    """Finish a swap that was begun; return whether there was one."""
    path = instance / JOURNAL
    if not path.exists():
        return False
    with _alone(instance):
        if not path.exists():
            return False
        journal = json.loads(path.read_text("utf8"))
        staged, former = instance / journal["staged"], instance / journal["former"]
        for move in journal["moves"]:
            name = move["name"]
            if move["had"] and not (former / name).exists():
                _set_aside(instance / name, former / name, may_be_gone=not move["gets"])
            if move["gets"] and (staged / name).exists():
                (staged / name).rename(instance / name)
        for folder in (former, instance):
            if folder.exists():
                files.sync(folder)
        path.unlink()
        files.sync(instance)
        shutil.rmtree(staged, ignore_errors=True)
    return True


def _set_aside(path: Path, to: Path, *, may_be_gone: bool) -> None:
    """may_be_gone: a companion, which the last user of the database takes along."""
    try:
        path.rename(to)
    except FileNotFoundError:
        if not may_be_gone or not to.parent.is_dir():
            raise


@contextmanager
def _alone(instance: Path) -> Iterator[None]:
    descriptor = os.open(instance / "swap.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
