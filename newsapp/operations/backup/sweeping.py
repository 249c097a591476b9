"""Deleting what crashes and upgrades leave behind, once it is too old to be still in use."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from newsapp.media.sweeping import DAY, HOUR, age, delete_unreferenced, unreferenced_files

UNFINISHED = ("incoming-", "preparing-", "restoring-", "drill-", "trial-")


def sweep(backups: Path) -> list[Path]:
    """Delete the debris; return what was deleted."""
    instance: Path = current_app.config["INSTANCE"]
    debris = [*unfinished(instance, backups), *old_static(instance)]
    for path in debris:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    media = unreferenced_files(current_app.config["MEDIA"])
    return debris + [path for path in media if delete_unreferenced(path)]


def unfinished(instance: Path, backups: Path) -> list[Path]:
    """Files and folders that something began more than an hour ago and never finished."""
    media = instance / "media"
    folders = [instance, instance / "static", backups, media]
    folders += [path for path in media.rglob("*") if path.is_dir()]
    begun = {
        path for folder in folders for path in _entries(folder) if path.name.startswith(UNFINISHED)
    }
    return sorted(path for path in begun if age(path) > HOUR)


def old_static(instance: Path) -> list[Path]:
    """Style sheets of earlier releases, once the present ones have stood for a day."""
    digest: str = current_app.extensions["static_digest"]
    current = instance / "static" / digest
    if not current.exists() or age(current) < DAY:
        return []
    return sorted(
        path
        for path in _entries(instance / "static")
        if re.fullmatch("[0-9a-f]{12}", path.name) and path != current
    )


def _entries(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())
