"""Who can reach the files of the installation, and whether the disk takes more of them."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from newsapp.findings import InstallationFinding, error, warning

PRIVATE = ("secret_key", "settings.env", "content.db", "visitors.db")
OWN = (*PRIVATE, "content.db-wal", "visitors.db-wal", "media")
LITTLE_SPACE = 500_000_000
"""Bytes of free space below which an upload or a backup may soon fail."""
FEW_NAMES = 10_000
"""Files that can still be made; a disk may run out of those before it is full."""


def look_at_permissions() -> Iterator[InstallationFinding]:
    instance: Path = current_app.config["INSTANCE"]
    for path in (instance / name for name in PRIVATE):
        if path.exists() and _others_reach(path):
            what = f"other users of this machine can reach {path}"
            yield error("file-open", what, f"Run: chmod 640 {path}")
    for folder in (instance, current_app.config["MEDIA"]):
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            remedy = "Give it to the user that runs the site."
            yield error("folder-unwritable", f"{folder} cannot be written", remedy)
    for path in (instance / name for name in OWN):
        if path.exists() and path.stat().st_uid != instance.stat().st_uid:
            what = (
                f"{path} belongs to another user than its folder: the site may not be able to use"
                " it"
            )
            yield error("other-owner", what, f"Run: chown --reference={instance} {path}")
    yield from _look_at_backups(instance, current_app.config["BACKUPS"])


def _others_reach(path: Path) -> bool:
    """Whether the modes of the file and its folder let strangers read it, or its group write it."""
    file, folder = path.stat().st_mode, path.parent.stat().st_mode
    strangers = file & stat.S_IRWXO and folder & stat.S_IXOTH
    group = file & stat.S_IWGRP and folder & stat.S_IXGRP
    return bool(strangers or group)


def _look_at_backups(instance: Path, backups: Path) -> Iterator[InstallationFinding]:
    if backups.resolve().is_relative_to(instance.resolve()):
        what = "backups stand in the instance folder and go when it goes"
        yield warning("backups-inside", what, "Set NEWSAPP_BACKUPS to a folder on another disk.")
    if backups.exists() and backups.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        what = f"other users of this machine can read the backups in {backups}, secrets included"
        yield error("backups-open", what, f"Run: chmod 700 {backups}")


def look_at_disk() -> Iterator[InstallationFinding]:
    instance: Path = current_app.config["INSTANCE"]
    if not takes_writes(instance):
        what = f"nothing can be written to {instance}"
        yield error("disk-read-only", what, "Is the disk full, or read-only? See: mount")
    for folder in {instance, current_app.config["BACKUPS"]}:
        if folder.exists() and (free := free_bytes(folder)) < LITTLE_SPACE:
            what = f"only {free // 1_000_000} MB are free for {folder}"
            yield error("disk-full", what, "Make room, or move to a larger disk.")
    names = os.statvfs(instance)
    if names.f_files and names.f_favail < FEW_NAMES:
        what = f"only {names.f_favail} more files can be made in {instance}"
        yield warning("few-names", what, "Delete small files, or move to a disk with more inodes.")


def free_bytes(folder: Path) -> int:
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
