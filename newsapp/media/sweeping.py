"""Sweeping up what a crash or a kill left behind: half-received files, and files that no row knows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from newsapp.database import db, note_change, writing
from newsapp.media.models import Attachment, Picture

INCOMING_AFTER = 3_600
UNKNOWN_AFTER = 86_400
"""Seconds. A file without a row may be one whose row is being written just now, so it is given a day."""


def sweep(*, incoming_after: float = INCOMING_AFTER, unknown_after: float = UNKNOWN_AFTER) -> int:
    """Remove debris older than so many seconds; return how many files went."""
    media: Path = current_app.config["MEDIA"]
    debris = [file for file in _files(media) if file.name.startswith("incoming-") and _age(file) >= incoming_after]
    for file in debris:
        file.unlink(missing_ok=True)
    return len(debris) + _remove_unknown(media, unknown_after)


def sweep_when_due() -> bool:
    """Sweep with the first upload of a day, so that nobody has to think of it; return whether it was due."""
    marker: Path = current_app.config["MEDIA"] / "swept"
    if marker.exists() and _age(marker) < UNKNOWN_AFTER:
        return False
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()
    sweep()
    return True


def _remove_unknown(media: Path, after: float) -> int:
    suspects = [file for file in _files(media) if not file.name.startswith("incoming-") and _age(file) >= after]
    if not suspects:
        return 0
    with writing():  # nobody can add the row of a file while it is looked at
        note_change(seen_by_readers=False)
        known = {*db.session.scalars(select(Picture.digest)), *db.session.scalars(select(Attachment.digest))}
        unknown = [file for file in suspects if file.name[:32] not in known]
        for file in unknown:
            file.unlink(missing_ok=True)
    return len(unknown)


def _files(media: Path) -> Iterator[Path]:
    for folder in ("incoming", "pictures", "attachments"):
        yield from (file for file in (media / folder).rglob("*") if file.is_file())


def _age(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return 0
