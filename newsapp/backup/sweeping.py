"""Clearing away what crashes and upgrades leave behind. What somebody may still be using is younger than that."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from newsapp.media.sweeping import DAY, HOUR, age, delete_stranger, strangers

UNFINISHED = ("incoming-", "preparing-", "restoring-", "drill-", "trial-")


def sweep(backups: Path) -> list[Path]:
    """Delete the debris; return what was deleted."""
    instance: Path = current_app.config["INSTANCE"]
    gone = [*unfinished(instance, backups), *old_static(instance)]
    for path in gone:
        _delete(path)
    unreferenced = [path for path in strangers(current_app.config["MEDIA"]) if delete_stranger(path)]
    return gone + unreferenced


def unfinished(instance: Path, backups: Path) -> list[Path]:
    """Files and folders that something began an hour ago and never finished."""
    folders = [instance, instance / "static", backups, instance / "media"]
    inside = [path for path in (instance / "media").rglob("*") if path.is_dir()]
    found = {path for folder in (*folders, *inside) for path in _entries(folder) if path.name.startswith(UNFINISHED)}
    return sorted(path for path in found if age(path) > HOUR)


def old_static(instance: Path) -> list[Path]:
    """Style sheets of earlier releases, once the present ones have stood for a day."""
    current: str = current_app.extensions["static_digest"]
    folder = instance / "static"
    if not (folder / current).exists() or age(folder / current) < DAY:
        return []
    return sorted(p for p in _entries(folder) if re.fullmatch("[0-9a-f]{12}", p.name) and p.name != current)


def _entries(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
