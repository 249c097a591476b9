"""Running other programs."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsapp.operations.errors import OperationError

PR_SET_PDEATHSIG = 1
"""prctl(2)."""
LONGEST_MESSAGE = 600
"""Characters of a program's own message that are repeated."""


def run(command: Sequence[str | Path], failure: str, **options: Any) -> None:
    """Run a program to its end; `options` are those of subprocess.run.

    Raises OperationError that begins with `failure` and ends with what the program printed last.
    """
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # noqa: S603 - our own command, no shell
    except OSError as error:
        raise OperationError(f"{failure}: {error}") from None
    if done.returncode:
        message = (done.stderr or done.stdout).strip()[-LONGEST_MESSAGE:]
        raise OperationError(f"{failure}: {message}")


def end_with_parent() -> None:
    """Let Linux stop this process when the one that started it ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def as_owner_of(folder: Path) -> dict[str, Any]:
    """Options of subprocess that let root run a program as the user who owns `folder`."""
    owner = folder.stat()
    if os.geteuid() or not owner.st_uid:
        return {}
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
