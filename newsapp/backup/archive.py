"""Making a backup while editors save and readers read: the databases first, then the files they name.

In a folder, each backup is a folder of its own named by its moment; pictures and files that did not change are
hard links to those of the backup before, so a backup costs what changed. As a file, it is whole.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import Engine

from newsapp import release
from newsapp.backup import manifest, postgres, records, snapshots
from newsapp.backup.manifest import BackupError, Entry, Manifest
from newsapp.database import db
from newsapp.media import files
from newsapp.ownership import give_to_owner_of

ENDINGS = (".tar.gz", ".tgz")
UNFINISHED = ("incoming-", "preparing-")


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup. fresh: bytes that were not in the backup before."""

    path: Path
    manifest: Manifest
    fresh: int


def back_up(target: Path, settings: Mapping[str, str], *, at: datetime, keep: int | None = None) -> Made:
    """Back up to `target`: a file where its name ends in .tar.gz, otherwise a new folder in that folder.

    settings: the environment's statements to keep; keep: how many backups the folder holds on to.
    Raises BackupError, OSError.
    """
    as_file = target.name.endswith(ENDINGS)
    if target.name.endswith((".tar", ".zst", ".zip", ".gz")) and not as_file:
        raise BackupError(f"{target.name}: a backup is a folder or a file whose name ends in .tar.gz")
    folder = target.parent if as_file else target
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = None if as_file else latest(folder)
    aside = Path(tempfile.mkdtemp(prefix="preparing-", dir=folder))
    try:
        made = _gather(aside, settings, at, before, copies_media=not as_file)
        final = target if as_file else _free_name(folder, at)
        if as_file:
            _pack(aside, made.manifest, final)
        else:
            _finish_folder(aside, final)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    give_to_owner_of(folder, final)
    made = Made(final, made.manifest, made.fresh)
    _note(made, at)
    if keep is not None and not as_file:
        _forget_old(folder, keep)
    return made


def latest(folder: Path) -> Path | None:
    """The newest finished backup in a folder of backups."""
    found = finished(folder)
    return found[-1] if found else None


def finished(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first."""
    return sorted(path.parent for path in folder.glob(f"[0-9]*Z/{manifest.NAME}"))


def _free_name(folder: Path, at: datetime) -> Path:
    """A name by the moment; a second later where that one is taken."""
    while (path := folder / at.strftime("%Y%m%d-%H%M%SZ")).exists():
        at += timedelta(seconds=1)
    return path


def _gather(aside: Path, settings: Mapping[str, str], at: datetime, before: Path | None, *, copies_media: bool) -> Made:
    """Fill `aside`, and say what there is. Media are only looked at where they are packed straight from their place."""
    instance: Path = current_app.config["INSTANCE"]
    revisions: dict[str, str] = {}
    counts: dict[str, dict[str, int]] = {}
    articles: dict[str, str] = {}
    for bind, engine in db.engines.items():
        name = bind or "content"
        tables = list(db.metadatas[bind].tables)
        revisions[name], counts[name], hashes = _snapshot(engine, aside, name, tables, at)
        articles |= hashes
    _keep_secrets(aside, instance, settings)
    own = [manifest.entry_of(aside, path.name) for path in sorted(aside.iterdir())]
    fresh = sum(entry.size for entry in own)
    entries = {entry.path: entry for entry in own}
    known = manifest.parse((before / manifest.NAME).read_bytes()).entries if before else {}
    for path in _media_paths(current_app.config["MEDIA"]):
        taken = _take_media(path, aside if copies_media else None, before, known.get(path))
        if taken is not None:
            entries[path], is_fresh = taken
            fresh += entries[path].size if is_fresh else 0
    stated = Manifest(release.version(), at.isoformat(), revisions, counts, articles, entries)
    (aside / manifest.NAME).write_text(stated.text(), "utf8")
    return Made(aside, stated, fresh)


def _snapshot(
    engine: Engine, aside: Path, name: str, tables: list[str], at: datetime
) -> tuple[str, dict[str, int], dict[str, str]]:
    """Copy one database; its migration, its counts, and the hashes of some articles, all of the same moment."""
    if (live := snapshots.sqlite_file(engine)) is not None:
        snapshots.copy_sqlite(live, aside / f"{name}.db")
        with snapshots.reading(aside / f"{name}.db") as connection:
            numbers = snapshots.proof_articles(connection, at) if name == "content" else []
            hashes = snapshots.article_hashes(connection, numbers) if numbers else {}
            return snapshots.revision(connection), snapshots.counts(connection, tables), hashes
    with engine.connect() as connection:
        snapshot = postgres.hold_snapshot(connection)
        postgres.dump(engine.url, aside / f"{name}.dump", snapshot)
        numbers = snapshots.proof_articles(connection, at) if name == "content" else []
        hashes = snapshots.article_hashes(connection, numbers) if numbers else {}
        return snapshots.revision(connection), snapshots.counts(connection, tables), hashes


def _keep_secrets(aside: Path, instance: Path, settings: Mapping[str, str]) -> None:
    if (key := instance / "secret_key").exists():
        shutil.copyfile(key, aside / "secret_key")
    lines = [f'{name}="{_quoted(value)}"\n' for name, value in sorted(settings.items())]
    (aside / "settings.env").write_text("".join(lines), "utf8")
    for path in aside.iterdir():
        path.chmod(0o600)


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$").replace("`", "\\`")


def _media_paths(media: Path) -> Iterator[str]:
    """The kept files, as a backup names them; what is still arriving is left alone."""
    for path in sorted(media.rglob("*")):
        inside = path.relative_to(media)
        if any(part.startswith(UNFINISHED) for part in inside.parts) or inside.parts[0] == "incoming":
            continue
        name = f"media/{inside.as_posix()}"
        if path.is_file() and not path.is_symlink() and manifest.is_ours(name):
            yield name


def _take_media(path: str, aside: Path | None, before: Path | None, known: Entry | None) -> tuple[Entry, bool] | None:
    """Link or copy one file into the backup: its entry, and whether it is new; None where it has just been deleted."""
    source = current_app.config["MEDIA"] / path.removeprefix("media/")
    try:
        stated = source.stat()
        is_same = known is not None and (known.size, known.modified) == (stated.st_size, stated.st_mtime_ns)
        if known and is_same and before and aside and _linked(before / path, aside / path, known.size):
            return known, False
        return _copied(source, path, aside), True
    except FileNotFoundError:
        return None


def _linked(old: Path, new: Path, size: int) -> bool:
    try:
        if old.is_symlink() or old.stat().st_size != size:
            return False
        new.parent.mkdir(parents=True, exist_ok=True)
        new.hardlink_to(old)
    except OSError:
        return False  # another file system, or too many links: a copy does as well
    return True


def _copied(source: Path, path: str, aside: Path | None) -> Entry:
    """Hash one file, and where `aside` is given write it there on the way."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as opened, _target(aside / path if aside else None) as target:
        modified = os.fstat(opened.fileno()).st_mtime_ns
        while chunk := opened.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    if aside:
        os.utime(aside / path, ns=(modified, modified))
    return Entry(path, size, digest.hexdigest(), modified)


def _target(path: Path | None) -> io.BufferedWriter:
    if path is None:
        return Path(os.devnull).open("wb")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("xb")


def _finish_folder(aside: Path, final: Path) -> None:
    """Make the backup last under its name; nothing under that name is ever half a backup."""
    for path in aside.rglob("*"):
        files.sync(path)
    files.sync(aside)
    aside.rename(final)
    files.sync(final.parent)


def _pack(aside: Path, stated: Manifest, final: Path) -> None:
    """Write one file, the manifest first, so that whoever unpacks knows beforehand what may come."""
    media: Path = current_app.config["MEDIA"]
    packed = aside / "packed.tar.gz"
    with tarfile.open(packed, "x:gz", compresslevel=6, format=tarfile.GNU_FORMAT) as tar:
        for name, source in _members(aside, media, stated.entries):
            info = tarfile.TarInfo(name)
            info.size = stated.entries[name].size if name in stated.entries else source.stat().st_size
            info.mode = 0o600
            with source.open("rb") as opened:
                tar.addfile(info, opened)
    packed.chmod(0o600)
    files.sync(packed)
    packed.replace(final)
    files.sync(final.parent)


def _members(aside: Path, media: Path, entries: Iterable[str]) -> Iterator[tuple[str, Path]]:
    yield manifest.NAME, aside / manifest.NAME
    for name in sorted(entries):
        yield name, media / name.removeprefix("media/") if name.startswith("media/") else aside / name


def _note(made: Made, at: datetime) -> None:
    record = {
        "at": at.isoformat(),
        "backup": str(made.path.resolve()),
        "bytes": made.manifest.size,
        "files": len(made.manifest.entries),
    }
    records.note(current_app.config["INSTANCE"], "backup", record)


def _forget_old(folder: Path, keep: int) -> None:
    for old in finished(folder)[: -max(keep, 1)]:
        going = old.with_name(f"preparing-to-forget-{old.name}")
        old.rename(going)  # so that half a backup never stands under a backup's name
        shutil.rmtree(going, ignore_errors=True)
