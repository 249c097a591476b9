"""Who can reach the files, and whether we can."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from newsapp.checking.finding import Finding, error, warning

PRIVATE = ("secret_key", "settings.env", "content.db", "visitors.db")


def look() -> Iterator[Finding]:
    instance: Path = current_app.config["INSTANCE"]
    for name in PRIVATE:
        path = instance / name
        if path.exists() and _others_reach(path):
            yield error("file-open", f"other users of this machine can reach {path}", f"Run: chmod 640 {path}")
    for folder in (instance, current_app.config["MEDIA"]):
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            what = f"{folder} cannot be written"
            yield error("folder-unwritable", what, "Give it to the user that runs the site.")
    yield from _owners(instance)
    yield from _backups(instance, current_app.config["BACKUPS"])


def _others_reach(path: Path) -> bool:
    """Whether strangers may read the file, or the group may write it, through the folder that it stands in."""
    file, folder = path.stat().st_mode, path.parent.stat().st_mode
    strangers = file & stat.S_IRWXO and folder & stat.S_IXOTH
    group = file & stat.S_IWGRP and folder & stat.S_IXGRP
    return bool(strangers or group)


def _owners(instance: Path) -> Iterator[Finding]:
    owner = instance.stat().st_uid
    for name in (*PRIVATE, "content.db-wal", "visitors.db-wal", "media"):
        path = instance / name
        if path.exists() and path.stat().st_uid != owner:
            what = f"{path} belongs to another user than its folder: the site may not be able to use it"
            yield error("other-owner", what, f"Run: chown --reference={instance} {path}")


def _backups(instance: Path, backups: Path) -> Iterator[Finding]:
    if backups.resolve().is_relative_to(instance.resolve()):
        what = "backups stand in the instance folder and go when it goes"
        yield warning("backups-inside", what, "Set NEWSAPP_BACKUPS to a folder on another disk.")
    if backups.exists() and backups.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        what = f"other users of this machine can read the backups in {backups}, secrets included"
        yield error("backups-open", what, f"Run: chmod 700 {backups}")
