"""One operation on an installation at a time, and none while a program has its databases open."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsapp.file_owner import give_to_owner_of
from newsapp.operations.errors import OperationError


@contextmanager
def exclusive(instance: Path) -> Iterator[None]:
    """Lock the instance for one operation, or raise OperationError.

    The kernel releases the lock when the process ends, however it ends.
    """
    instance.mkdir(mode=0o750, parents=True, exist_ok=True)
    path = instance / "operation.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        give_to_owner_of(instance, path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperationError(
                f"another backup, restore, upgrade or sweep is at work on {instance}; wait for it"
            ) from None
        yield
    finally:
        os.close(descriptor)


def refuse_while_served(instance: Path) -> None:
    """Raise OperationError where another process has a database of the instance open.

    After a restore, that process would go on writing to the former database.
    """
    databases = {_identity(instance / name) for name in ("content.db", "visitors.db")} - {None}
    users = [pid for pid in _other_processes() if databases & _open_files(pid)]
    if users:
        raise OperationError(
            f"process {', '.join(map(str, users))} has the databases of {instance} open:"
            " stop the site first (systemctl stop newsapp)"
        )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _other_processes() -> list[int]:
    pids = {int(path.name) for path in Path("/proc").glob("[0-9]*")}
    return sorted(pids - {os.getpid()})


def _open_files(pid: int) -> set[tuple[int, int] | None]:
    """The files that a process has open, so far as this user may see them."""
    try:
        return {_identity(link) for link in Path(f"/proc/{pid}/fd").iterdir()}
    except OSError:
        return set()
