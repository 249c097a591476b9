"""Deleting what crashes left in the media folder: unfinished uploads, and files that no row
names.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

from flask import current_app
from sqlalchemy import select, union_all

from newsapp.database import db, note_change, writing
from newsapp.media.models import Attachment, Picture

HOUR, DAY = 3600, 86_400
"""Seconds. A younger file may still be in use: an upload in progress, a row about to be written."""
_DIGEST = re.compile(r"([0-9a-f]{32})[.-]")


def sweep_when_due() -> None:
    """Sweep with the first upload of each day."""
    marker: Path = current_app.config["MEDIA"] / "swept"
    if marker.exists() and age(marker) < DAY:
        return
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()
    sweep()


def sweep() -> None:
    media: Path = current_app.config["MEDIA"]
    for path in media.rglob("incoming-*"):
        if path.is_file() and age(path) > HOUR:
            path.unlink(missing_ok=True)
    for path in unreferenced_files(media):
        delete_unreferenced(path)


def unreferenced_files(media: Path) -> list[Path]:
    """Stored files, older than a day, that no row names."""
    digests = union_all(select(Picture.digest), select(Attachment.digest))
    known = set(db.session.scalars(digests))
    unreferenced = []
    for path in sorted([*media.glob("pictures/*/*"), *media.glob("attachments/*/*")]):
        match = _DIGEST.match(path.name)
        if match and match[1] not in known and path.is_file() and age(path) > DAY:
            unreferenced.append(path)
    return unreferenced


def delete_unreferenced(path: Path) -> bool:
    """Delete the file unless it has been uploaded again meanwhile; return whether it was deleted.

    The file is renamed before its age is checked once more, so that no upload can find it and
    count on it.
    """
    renamed = path.with_name(f"incoming-going-{path.name}")
    digest = path.name[:32]
    with writing():
        note_change(seen_by_readers=False)
        for model in (Picture, Attachment):
            if db.session.scalar(select(model.id).where(model.digest == digest)) is not None:
                return False
        try:
            path.rename(renamed)
            if age(renamed) <= DAY:
                renamed.rename(path)
                return False
            renamed.unlink()
        except FileNotFoundError:
            return False
    return True


def age(path: Path) -> float:
    """Seconds since the file, or anything in the folder, was last changed."""
    try:
        times = [path.lstat().st_mtime]
        if path.is_dir():
            times += [inside.lstat().st_mtime for inside in path.rglob("*")]
    except FileNotFoundError:
        return 0.0
    return time.time() - max(times)
