"""Clearing away what crashes and upgrades leave behind. What somebody may still be using is younger than that."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from newsapp.database import db, writing
from newsapp.media.models import Attachment, Picture

HOUR, DAY = 3600, 86_400
UNFINISHED = ("incoming-", "preparing-", "restoring-", "drill-", "trial-")
_DIGEST = re.compile(r"([0-9a-f]{32})[.-]")


def sweep(backups: Path) -> list[Path]:
    """Delete the debris; return what was deleted."""
    instance: Path = current_app.config["INSTANCE"]
    gone = [*unfinished(instance, backups), *old_static(instance)]
    for path in gone:
        _delete(path)
    unreferenced = [path for path in strangers(current_app.config["MEDIA"]) if _delete_unreferenced(path)]
    return gone + unreferenced


def unfinished(instance: Path, backups: Path) -> list[Path]:
    """Files and folders that something began an hour ago and never finished."""
    folders = [instance, instance / "static", backups, instance / "media"]
    inside = [path for path in (instance / "media").rglob("*") if path.is_dir()]
    found = {path for folder in (*folders, *inside) for path in _entries(folder) if path.name.startswith(UNFINISHED)}
    return sorted(path for path in found if _age(path) > HOUR)


def old_static(instance: Path) -> list[Path]:
    """Style sheets of earlier releases, once the present ones have stood for a day."""
    current: str = current_app.extensions["static_digest"]
    folder = instance / "static"
    if not (folder / current).exists() or _age(folder / current) < DAY:
        return []
    return sorted(p for p in _entries(folder) if re.fullmatch("[0-9a-f]{12}", p.name) and p.name != current)


def strangers(media: Path) -> list[Path]:
    """Stored files, older than a day, of which no row knows."""
    known = set(db.session.scalars(select(Picture.digest))) | set(db.session.scalars(select(Attachment.digest)))
    return sorted(
        path
        for kind in ("pictures", "attachments")
        for path in (media / kind).glob("*/*")
        if path.is_file() and (match := _DIGEST.match(path.name)) and match[1] not in known and _age(path) > DAY
    )


def _delete_unreferenced(path: Path) -> bool:
    """Delete the file unless somebody has taken it up meanwhile: set aside first, looked at again, then deleted."""
    aside = path.with_name(f"incoming-going-{path.name}")
    with writing():
        digest = path.name[:32]
        for model in (Picture, Attachment):
            if db.session.scalar(select(model.id).where(model.digest == digest)) is not None:
                return False
        try:
            path.rename(aside)
            if _age(aside) <= DAY:
                aside.rename(path)
                return False
            aside.unlink()
        except FileNotFoundError:
            return False
    return True


def _entries(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _age(path: Path) -> float:
    """Seconds since the file, or anything in the folder, was last changed."""
    try:
        latest: float = max(p.lstat().st_mtime for p in (path, *(path.rglob("*") if path.is_dir() else ())))
    except FileNotFoundError:
        return 0.0
    return time.time() - latest


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
