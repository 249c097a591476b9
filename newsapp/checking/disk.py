"""Room on the disk, and whether it takes writes."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from newsapp.checking.finding import Finding, error, warning

LITTLE_SPACE = 500_000_000
"""Bytes of free space below which an upload or a backup may soon fail."""
FEW_NAMES = 10_000
"""Files that can still be made; a disk may run out of those before it is full."""


def look() -> Iterator[Finding]:
    instance: Path = current_app.config["INSTANCE"]
    if not takes_writes(instance):
        yield error(
            "disk-read-only", f"nothing can be written to {instance}", "Is the disk full, or read-only? See: mount"
        )
    for folder in {instance, current_app.config["BACKUPS"]}:
        if folder.exists() and (left := free(folder)) < LITTLE_SPACE:
            what = f"only {left // 1_000_000} MB are free for {folder}"
            yield error("disk-full", what, "Make room, or move to a larger disk.")
    names = os.statvfs(instance)
    if names.f_files and names.f_favail < FEW_NAMES:
        what = f"only {names.f_favail} more files can be made in {instance}"
        yield warning("few-names", what, "Delete small files, or move to a disk with more inodes.")


def free(folder: Path) -> int:
    """Free bytes for `folder`."""
    return shutil.disk_usage(folder).free


def takes_writes(folder: Path) -> bool:
    """Whether a byte can be written there."""
    try:
        with tempfile.TemporaryFile(prefix="incoming-", dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError:
        return False
    return True
