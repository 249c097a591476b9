"""Clearing away what crashes left among the stored files: half-received ones, and ones of which no row knows."""

from __future__ import annotations

import re
import time
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from newsapp.database import db, note_change, writing
from newsapp.media.models import Attachment, Picture

HOUR, DAY = 3600, 86_400
"""Seconds. What is younger somebody may still be using: an upload on its way, a row being written just now."""
_DIGEST = re.compile(r"([0-9a-f]{32})[.-]")


def sweep_when_due() -> bool:
    """Sweep with the first upload of a day, so that nobody has to think of it; return whether it was due."""
    marker: Path = current_app.config["MEDIA"] / "swept"
    if marker.exists() and age(marker) < DAY:
        return False
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()
    sweep()
    return True


def sweep() -> list[Path]:
    """Delete the debris; return what was deleted."""
    media: Path = current_app.config["MEDIA"]
    half = [path for path in media.rglob("incoming-*") if path.is_file() and age(path) > HOUR]
    for path in half:
        path.unlink(missing_ok=True)
    return half + [path for path in strangers(media) if delete_stranger(path)]


def strangers(media: Path) -> list[Path]:
    """Stored files, older than a day, of which no row knows."""
    known = set(db.session.scalars(select(Picture.digest))) | set(db.session.scalars(select(Attachment.digest)))
    return sorted(
        path
        for kind in ("pictures", "attachments")
        for path in (media / kind).glob("*/*")
        if path.is_file() and (match := _DIGEST.match(path.name)) and match[1] not in known and age(path) > DAY
    )


def delete_stranger(path: Path) -> bool:
    """Delete the file unless somebody has taken it up meanwhile: set aside first, looked at again, then deleted."""
    aside = path.with_name(f"incoming-going-{path.name}")
    with writing():
        note_change(seen_by_readers=False)
        digest = path.name[:32]
        for model in (Picture, Attachment):
            if db.session.scalar(select(model.id).where(model.digest == digest)) is not None:
                return False
        try:
            path.rename(aside)
            if age(aside) <= DAY:
                aside.rename(path)
                return False
            aside.unlink()
        except FileNotFoundError:
            return False
    return True


def age(path: Path) -> float:
    """Seconds since the file, or anything in the folder, was last changed."""
    try:
        latest: float = max(p.lstat().st_mtime for p in (path, *(path.rglob("*") if path.is_dir() else ())))
    except FileNotFoundError:
        return 0.0
    return time.time() - latest
