"""One backup, restore, upgrade or sweep at a time, and none under the feet of a program that has the databases open."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsapp.ownership import give_to_owner_of


class Busy(Exception):
    """Another operation is at work; the message says which program."""


@contextmanager
def turn(instance: Path) -> Iterator[None]:
    """Hold the instance for one operation. The lock goes with its process, however that ends. Raises Busy."""
    instance.mkdir(mode=0o750, parents=True, exist_ok=True)
    descriptor = os.open(instance / "operation.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    give_to_owner_of(instance, instance / "operation.lock")
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"another backup, restore, upgrade or sweep is at work on {instance}; wait for it") from None
        yield
    finally:
        os.close(descriptor)


def refuse_while_served(instance: Path) -> None:
    """Raise Busy where another process has a database of `instance` open: it would go on writing to the former one."""
    wanted = {_identity(instance / name) for name in ("content.db", "visitors.db")} - {None}
    if wanted and (found := [pid for pid in _other_processes() if wanted & _open_files(pid)]):
        raise Busy(
            f"process {', '.join(map(str, found))} has the databases of {instance} open:"
            " stop the site first (systemctl stop newsapp)"
        )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        stated = path.stat()
    except OSError:
        return None
    return stated.st_dev, stated.st_ino


def _other_processes() -> list[int]:
    return sorted(int(p.name) for p in Path("/proc").glob("[0-9]*") if int(p.name) != os.getpid())


def _open_files(pid: int) -> set[tuple[int, int] | None]:
    """The files that a process has open, so far as this user may look."""
    with suppress(OSError):
        return {_identity(link) for link in Path(f"/proc/{pid}/fd").iterdir()}
    return set()
