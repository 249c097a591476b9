"""Copying the backups to another disk or machine, by rsync.

Only what is new is sent; files that backups share stay shared. An incomplete backup is never sent,
and the loss of the folder here deletes nothing there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from flask import current_app

from newsapp.operations import programs
from newsapp.operations.backup import archive, records
from newsapp.operations.errors import OperationError

KEPT = 30
"""The newest backups that stay at the other place."""
_NAME = re.compile(r" (\d{8}-\d{6}Z)$", re.MULTILINE)


def send(at: datetime) -> int:
    """Send the finished backups where the setting OFFSITE says; return how many are there now.

    Raises OperationError.
    """
    target = str(current_app.config["OFFSITE"]).rstrip("/") + "/"
    folder: Path = current_app.config["BACKUPS"]
    if shutil.which("rsync") is None:
        raise OperationError("rsync is missing: sudo apt install rsync")
    if archive.latest(folder) is None:
        raise OperationError(f"there is no backup in {folder}")
    _sync(folder, target, "[0-9]*Z")
    names = _there(target)
    for old in names[:-KEPT]:
        _delete(target, old)
    records.note(current_app.config["INSTANCE"], "offsite", {"at": at.isoformat()})
    return len(names[-KEPT:])


def _sync(folder: Path, target: str, names: str, *options: str) -> None:
    chosen = [f"--include=/{names}/***", "--exclude=*"]
    command = ["rsync", "--archive", "--hard-links", *options, *chosen, f"{folder}/", target]
    programs.run(command, f"the backups cannot be sent to {target}")


def _there(target: str) -> list[str]:
    """The names of the backups at the other place, oldest first."""
    command = ["rsync", "--list-only", target]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return sorted(_NAME.findall(listed.stdout))


def _delete(target: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as empty:
        _sync(Path(empty), target, name, "--delete")
