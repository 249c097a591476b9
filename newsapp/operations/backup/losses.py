"""What a backup should hold: the files that its rows name, and about as much as the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection, select

from newsapp.media import attachments, pictures
from newsapp.media.models import Attachment, Picture
from newsapp.operations.backup.manifest import Manifest
from newsapp.operations.errors import OperationError

MEDIA = Path("media")
WATCHED = {
    "content": ("article", "revision", "user_account", "picture", "attachment"),
    "visitors": ("visitor_hour",),
}
"""Database -> tables whose rows go singly, if at all."""
SHARP = 5
"""A fall by a fifth, and by so many at least, is a loss until somebody says that it is none."""

Sizes = Mapping[str, int | None]
"""Path in the instance folder -> bytes; None where a row does not state them."""


class BackupLoss(OperationError):
    """A backup holds less than it should. It was made, and stands apart from the good ones."""


def expected_files(connection: Connection) -> Sizes:
    """The stored files that the rows of a content database name."""
    sizes: dict[str, int | None] = {}
    for digest, largest in connection.execute(select(Picture.digest, Picture.width)):
        for width in pictures.widths(largest):
            for extension in pictures.FORMATS:
                sizes[pictures.path(MEDIA, digest, width, extension).as_posix()] = None
    query = select(Attachment.digest, Attachment.extension, Attachment.size)
    for digest, extension, size in connection.execute(query):
        sizes[attachments.path(MEDIA, digest, extension).as_posix()] = size
    return sizes


def missing_files(expected: Sizes, found: Sizes) -> list[str]:
    """The paths that are not there, are empty, or are not as long as their row says."""
    missing = []
    for path, size in expected.items():
        there = found.get(path)
        if not there or size not in (None, there):
            missing.append(path)
    return sorted(missing)


def on_disk(instance: Path, paths: Sizes) -> Sizes:
    """The sizes of those of the paths that are files of the instance folder."""
    return {path: (instance / path).stat().st_size for path in paths if (instance / path).is_file()}


def falls(before: Manifest, now: Manifest) -> Iterator[str]:
    """In words: each watched table, and the files, where much less is there than before."""
    for database, tables in WATCHED.items():
        for table in tables:
            earlier = before.counts.get(database, {}).get(table, 0)
            later = now.counts.get(database, {}).get(table, 0)
            if _is_sharp(earlier, later):
                yield f"{later} rows in {table}, where the backup before has {earlier}"
    earlier, later = _stored(before), _stored(now)
    if _is_sharp(earlier, later):
        yield f"{later} pictures and files, where the backup before has {earlier}"


def _is_sharp(earlier: int, later: int) -> bool:
    fall = earlier - later
    return fall > 0 and (later == 0 or (fall >= SHARP and fall * 5 > earlier))


def _stored(manifest: Manifest) -> int:
    return sum(path.startswith("media/") for path in manifest.entries)
