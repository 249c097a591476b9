"""Putting a whole state in the place of another, so that a crash leaves the one or the other.

The moves are written to a journal first. Each can be done again without harm, so the next process
that starts finishes what is left.
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
"""Endings of the files that SQLite keeps beside a database; they must never meet another one."""


def swap_in(instance: Path, staged: Path, former: Path, names: Sequence[str]) -> None:
    """Move `names` from `staged` into `instance`, and what stood there into `former`.

    All three folders must be on one file system, the two others inside `instance`.
    """
    moves = [{"name": name, "had": (instance / name).exists(), "gets": True} for name in names]
    for name in names:
        for companion in (name + ending for ending in COMPANIONS):
            if (instance / companion).exists():
                moves.append({"name": companion, "had": True, "gets": False})
    if any(move["had"] for move in moves):
        former.mkdir(mode=0o700, exist_ok=True)
    journal = {
        "staged": str(staged.relative_to(instance)),
        "former": str(former.relative_to(instance)),
        "moves": moves,
    }
    files.write(json.dumps(journal, indent=1).encode(), instance / JOURNAL)
    finish(instance)


def finish(instance: Path) -> bool:
    """Finish a swap that was begun; return whether there was one."""
    path = instance / JOURNAL
    if not path.exists():
        return False
    with _locked(instance):
        if not path.exists():
            return False
        journal = json.loads(path.read_text("utf8"))
        staged, former = instance / journal["staged"], instance / journal["former"]
        for move in journal["moves"]:
            name = move["name"]
            if move["had"] and not (former / name).exists():
                _set_aside(instance / name, former / name, is_companion=not move["gets"])
            if move["gets"] and (staged / name).exists():
                (staged / name).rename(instance / name)
        for folder in (former, instance):
            if folder.exists():
                files.sync(folder)
        path.unlink()
        files.sync(instance)
        shutil.rmtree(staged, ignore_errors=True)
    return True


def _set_aside(path: Path, to: Path, *, is_companion: bool) -> None:
    """Move a file to the former state; SQLite may have deleted a companion meanwhile."""
    try:
        path.rename(to)
    except FileNotFoundError:
        if not is_companion or not to.parent.is_dir():
            raise


@contextmanager
def _locked(instance: Path) -> Iterator[None]:
    descriptor = os.open(instance / "swap.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
