"""Making a backup while editors save and readers read: databases first, then the files they name.

In a folder of backups, each is a folder named by its moment. Stored files that did not change are
hard links to those of the backup before, so a backup costs what changed. A backup that is one file
holds everything.
"""

from __future__ import annotations

import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from flask import current_app

from newsapp.database import db
from newsapp.file_owner import give_to_owner_of
from newsapp.media import files
from newsapp.operations import release
from newsapp.operations.backup import losses, manifest, records, snapshots
from newsapp.operations.backup.losses import BackupLoss, Sizes
from newsapp.operations.backup.manifest import Entry, Manifest
from newsapp.operations.errors import OperationError

ENDINGS = (".tar.gz", ".tgz")
UNFINISHED = ("incoming-", "preparing-")
INCOMPLETE = "incomplete-"
"""What the name of a backup begins with that holds less than it should."""
ATTEMPTS = 3
"""How often a backup is begun anew because somebody deleted a file that it was about to copy."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup. new_bytes: the size of what the backup before did not hold."""

    path: Path
    manifest: Manifest
    new_bytes: int


def back_up(
    target: Path,
    settings: Mapping[str, str],
    *,
    at: datetime,
    keep: int | None = None,
    accepts_loss: bool = False,
) -> Backup:
    """Back up to the file `target` where its name ends in .tar.gz, else to a new folder in it.

    settings: variables of the environment to keep; keep: how many backups stay in the folder;
    accepts_loss: the site is meant to hold so much less than before. Raises BackupLoss where it is
    not, after the backup was made under a name that begins with INCOMPLETE, and no earlier one
    was deleted; OperationError, OSError.
    """
    is_file = target.name.endswith(ENDINGS)
    if target.name.endswith((".tar", ".zst", ".zip", ".gz")) and not is_file:
        raise OperationError(
            f"{target.name}: a backup is a folder or a file whose name ends in .tar.gz"
        )
    folder = target.parent if is_file else target
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = next(chain(readable(folder), readable(current_app.config["BACKUPS"])), None)
    staged = Path(tempfile.mkdtemp(prefix="preparing-", dir=folder))
    try:
        previous = None if is_file else before
        stated, new_bytes, lost = _stage(staged, settings, at, previous, copies_media=not is_file)
        if before:
            lost += losses.falls(before.manifest, stated)
        lost = [] if accepts_loss else lost
        final = _finish(staged, stated, target, INCOMPLETE if lost else "")
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    give_to_owner_of(folder, final)
    if lost:
        _refuse(folder, final, lost, keep)
    _note(final, stated, at)
    if keep is not None and not is_file:
        _delete_old(finished(folder), keep)
    return Backup(final, stated, new_bytes)


def _finish(staged: Path, stated: Manifest, target: Path, prefix: str) -> Path:
    """Put what is staged under its final name, which begins with the prefix."""
    if target.name.endswith(ENDINGS):
        final = target.with_name(prefix + target.name)
        _pack(staged, stated, final)
    else:
        final = _free(target, prefix, datetime.fromisoformat(stated.made_at))
        _finish_folder(staged, final)
    return final


def _refuse(folder: Path, final: Path, lost: list[str], keep: int | None) -> None:
    """Raise BackupLoss; of the incomplete backups themselves, only the newest stay."""
    if keep is not None:
        _delete_old(finished(folder, INCOMPLETE), keep)
    raise BackupLoss(
        f"this backup lacks what it should hold: {'; '.join(lost)}. What there is stands in"
        f" {final}, and no earlier backup was deleted. Bring back what is missing, or say that"
        " nothing is: newsapp backup --accept-loss"
    )


def readable(folder: Path) -> Iterator[Backup]:
    """The backups in the folder whose manifests can be read, newest first."""
    for path in reversed(finished(folder)):
        try:
            yield Backup(path, manifest.parse((path / manifest.NAME).read_bytes()), 0)
        except (OperationError, OSError):
            continue


def latest(folder: Path) -> Path | None:
    """The newest finished backup in a folder of backups."""
    backups = finished(folder)
    return backups[-1] if backups else None


def finished(folder: Path, prefix: str = "") -> list[Path]:
    """The backups in a folder, oldest first; with the prefix INCOMPLETE, those that lack a part."""
    return sorted(path.parent for path in folder.glob(f"{prefix}[0-9]*Z/{manifest.NAME}"))


def _free(folder: Path, prefix: str, at: datetime) -> Path:
    """A name by the moment; a second later where that one is taken."""
    while (path := folder / f"{prefix}{at.strftime('%Y%m%d-%H%M%SZ')}").exists():
        at += timedelta(seconds=1)
    return path


def _stage(
    staged: Path,
    settings: Mapping[str, str],
    at: datetime,
    previous: Backup | None,
    *,
    copies_media: bool,
) -> tuple[Manifest, int, list[str]]:
    """Gather a backup in `staged`; return its manifest, its bytes that `previous` has not, and in
    words the files that it lacks.

    copies_media: otherwise stored files are only hashed, to be packed from their own place.
    """
    for _attempt in range(ATTEMPTS):
        stated, new_bytes, missing = _gather(staged, settings, at, previous, copies_media)
        with db.engine.connect() as connection:
            named = losses.expected_files(connection)
        if all(path in named for path in missing):
            break
        shutil.rmtree(staged)  # somebody deleted them while we copied: their rows must not stay
        staged.mkdir(mode=0o700)
    lost = [f"{len(missing)} stored files, the first is {missing[0]}"] if missing else []
    return stated, new_bytes, lost


def _gather(
    staged: Path,
    settings: Mapping[str, str],
    at: datetime,
    previous: Backup | None,
    copies_media: bool,
) -> tuple[Manifest, int, list[str]]:
    """What _stage does, once; the files that rows of the copies name and that are not there."""
    instance: Path = current_app.config["INSTANCE"]
    revisions, counts, articles, expected = _copy_databases(staged, at)
    _copy_secrets(staged, instance, settings)
    entries = {path.name: manifest.entry_of(staged, path.name) for path in staged.iterdir()}
    known = previous.manifest.entries if previous else {}
    for path in _stored_files(instance):
        target, linked = staged if copies_media else None, previous.path if previous else None
        if entry := _take_media(instance, path, target, linked, known.get(path)):
            entries[path] = entry
    new_bytes = sum(entry.size for path, entry in entries.items() if entry is not known.get(path))
    stated = Manifest(release.version(), at.isoformat(), revisions, counts, articles, entries)
    (staged / manifest.NAME).write_text(stated.text(), "utf8")
    sizes = {path: entry.size for path, entry in entries.items()}
    return stated, new_bytes, losses.missing_files(expected, sizes)


def _copy_databases(
    staged: Path, at: datetime
) -> tuple[dict[str, str], dict[str, dict[str, int]], dict[str, str], Sizes]:
    """Copy each database as it stands at one moment; return what the manifest says of them, and
    the stored files that they name.
    """
    revisions, counts, articles = {}, {}, {}
    expected: Sizes = {}
    for bind, engine in db.engines.items():
        name = bind or "content"
        with snapshots.copied(engine, staged, name) as connection:
            revisions[name] = snapshots.revision(connection)
            counts[name] = snapshots.counts(connection, list(db.metadatas[bind].tables))
            if name == "content":
                numbers = snapshots.proof_articles(connection, at)
                articles = snapshots.article_hashes(connection, numbers)
                expected = losses.expected_files(connection)
    return revisions, counts, articles, expected


def _copy_secrets(staged: Path, instance: Path, settings: Mapping[str, str]) -> None:
    if (key := instance / "secret_key").exists():
        shutil.copyfile(key, staged / "secret_key")
    lines = [f'{name}="{_quoted(value)}"\n' for name, value in sorted(settings.items())]
    (staged / "settings.env").write_text("".join(lines), "utf8")
    for path in staged.iterdir():
        path.chmod(0o600)


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$").replace("`", "\\`")


def _stored_files(instance: Path) -> Iterator[str]:
    """The paths of stored files in a backup; files that are still arriving are left out."""
    for path in sorted((instance / "media").rglob("*")):
        inside = path.relative_to(instance)
        is_unfinished = any(part.startswith(UNFINISHED) for part in inside.parts)
        if is_unfinished or inside.parts[1] == "incoming":
            continue
        if path.is_file() and not path.is_symlink() and manifest.may_hold(inside.as_posix()):
            yield inside.as_posix()


def _take_media(
    instance: Path, path: str, staged: Path | None, previous: Path | None, known: Entry | None
) -> Entry | None:
    """Link or copy one file into the backup; None where it has just been deleted.

    Returns `known` itself where the file is that of the backup before.
    """
    try:
        if staged is None:
            return manifest.entry_of(instance, path)
        if (
            previous
            and known
            and _is_unchanged(instance / path, known)
            and _link(previous / path, staged / path, known.size)
        ):
            return known
        return _copy(instance, path, staged)
    except FileNotFoundError:
        return None


def _is_unchanged(path: Path, known: Entry) -> bool:
    status = path.stat()
    return (status.st_size, status.st_mtime_ns) == (known.size, known.modified)


def _link(old: Path, new: Path, size: int) -> bool:
    try:
        if old.is_symlink() or old.stat().st_size != size:
            return False
        new.parent.mkdir(parents=True, exist_ok=True)
        new.hardlink_to(old)
    except OSError:
        return False  # another file system, or too many links: a copy does as well
    return True


def _copy(instance: Path, path: str, staged: Path) -> Entry:
    target = staged / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with (instance / path).open("rb") as source, target.open("xb") as copy:
        modified = os.fstat(source.fileno()).st_mtime_ns
        size, digest = manifest.copy_hashed(source, copy)
    os.utime(target, ns=(modified, modified))
    return Entry(path, size, digest, modified)


def _finish_folder(staged: Path, final: Path) -> None:
    """Rename the backup once the disk has all of it: no part of one ever stands under that name."""
    for path in staged.rglob("*"):
        files.sync(path)
    files.sync(staged)
    staged.rename(final)
    files.sync(final.parent)


def _pack(staged: Path, stated: Manifest, final: Path) -> None:
    """Write one file, the manifest first, so that a reader knows beforehand what may come."""
    instance: Path = current_app.config["INSTANCE"]
    packed = staged / "packed.tar.gz"
    with tarfile.open(packed, "x:gz", compresslevel=6, format=tarfile.GNU_FORMAT) as tar:
        for name in (manifest.NAME, *sorted(stated.entries)):
            source = (instance if name.startswith("media/") else staged) / name
            entry = stated.entries.get(name)
            info = tarfile.TarInfo(name)
            info.size = entry.size if entry else source.stat().st_size
            info.mode = 0o600
            with source.open("rb") as opened:
                tar.addfile(info, opened)
    packed.chmod(0o600)
    files.sync(packed)
    packed.replace(final)
    files.sync(final.parent)


def _note(final: Path, stated: Manifest, at: datetime) -> None:
    record = {
        "at": at.isoformat(),
        "backup": str(final.resolve()),
        "bytes": stated.size,
        "files": len(stated.entries),
    }
    records.note(current_app.config["INSTANCE"], "backup", record)


def _delete_old(backups: list[Path], keep: int) -> None:
    for old in backups[:-keep]:
        renamed = old.with_name(f"preparing-to-forget-{old.name}")
        old.rename(renamed)  # so that no part of a backup ever stands under a backup's name
        shutil.rmtree(renamed, ignore_errors=True)
