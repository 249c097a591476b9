"""Putting a backup in the place of an installation: checked before anything is touched, the former state kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import URL, make_url

from newsapp import config
from newsapp.backup import postgres, records, snapshots, swapping
from newsapp.backup.manifest import BackupError, Manifest
from newsapp.backup.opening import Opened, open_backup
from newsapp.database import db
from newsapp.ownership import give_to_owner_of

ROOM = 1.1
"""Free space asked for, by the size of what is unpacked."""
FORMER = "former-"
STAGED = "restoring-"
SWAPPED = ("content.db", "visitors.db", "media", "secret_key", "settings.env")
SETTINGS = {"content": "NEWSAPP_DATABASE_URL", "visitors": "NEWSAPP_VISITORS_URL"}
Urls = Mapping[str, str]


def restore(source: Path, instance: Path, urls: Urls, at: datetime) -> Manifest:
    """Put the backup in the place of what `instance` holds. Raises BackupError, OSError, and leaves all as it was.

    urls: where a database is not a file of the instance folder: "content" or "visitors" -> its address.
    """
    swapping.finish(instance)
    instance.mkdir(mode=0o750, parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=STAGED, dir=instance))
    try:
        manifest = stage(source, staged)
        _refuse_other_kinds(manifest, urls)
        former = instance / f"{FORMER}{at.strftime('%Y%m%d-%H%M%S')}"
        give_to_owner_of(instance, staged)
        _load_dumps(staged, former, manifest, urls)
        swapping.swap_in(instance, staged, former, [name for name in SWAPPED if (staged / name).exists()])
    finally:
        if not (instance / swapping.JOURNAL).exists():
            shutil.rmtree(staged, ignore_errors=True)
    records.note(instance, "restore", {"at": at.isoformat(), "backup": str(source), "made_at": manifest.made_at})
    return manifest


def stage(source: Path, folder: Path) -> Manifest:
    """Unpack the backup into the empty `folder`, check it against its manifest, migrate it. Raises BackupError."""
    with open_backup(source) as opened:
        _refuse_unknown_revisions(opened.manifest)
        _ask_for_room(opened, folder)
        opened.unpack(folder)
        manifest = opened.manifest
    (folder / "media").mkdir(exist_ok=True)
    for name in SETTINGS:
        _check_database(folder, name, manifest)
    if all((folder / f"{name}.db").exists() for name in SETTINGS):
        migrate(folder)
    return manifest


def former_states(instance: Path) -> list[Path]:
    """The folders of earlier restores and upgrades that still hold what stood there before."""
    return sorted(path for path in instance.glob(f"{FORMER}*") if path.is_dir())


def forget_former(instance: Path) -> list[Path]:
    """Delete the former states; return what was deleted."""
    gone = former_states(instance)
    for folder in gone:
        shutil.rmtree(folder)
    return gone


def site_environment(folder: Path, urls: Urls | None = None) -> dict[str, str]:
    """The settings under which a restored copy is opened: its own folder, and nothing of this installation's."""
    own = {"NEWSAPP_INSTANCE": str(folder)} | {SETTINGS[name]: url for name, url in (urls or {}).items()}
    return (
        own if (folder / "secret_key").exists() else own | {"NEWSAPP_SECRET_KEY": "for a copy that nobody signs in to"}
    )


def _ask_for_room(opened: Opened, folder: Path) -> None:
    wanted, free = int(opened.manifest.size * ROOM), shutil.disk_usage(folder).free
    if wanted > free:
        raise BackupError(f"this backup unpacks to {wanted // 1_000_000} MB; {free // 1_000_000} MB are free")


def _refuse_unknown_revisions(manifest: Manifest) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(config.PROJECT / "migrations")).walk_revisions()}
    for name, number in manifest.revisions.items():
        if number not in known:
            raise BackupError(f"its {name} database is at migration {number!r}, which this release does not know")


def _refuse_other_kinds(manifest: Manifest, urls: Urls) -> None:
    for name in manifest.revisions:
        url = urls.get(name)
        if url and make_url(url).get_backend_name() == "sqlite":
            raise BackupError(f"the {name} database stands outside the instance folder: restore it with --into")
        if bool(url) != (f"{name}.dump" in manifest.entries):
            kinds = ("PostgreSQL", "SQLite") if url else ("SQLite", "PostgreSQL")
            raise BackupError(f"the {name} database here is {kinds[0]}, and {kinds[1]} in the backup")


def _check_database(folder: Path, name: str, manifest: Manifest) -> None:
    path = folder / f"{name}.db"
    if not path.exists():
        postgres.check(folder / f"{name}.dump")
        return
    snapshots.check_sqlite(path)
    with snapshots.reading(path) as connection:
        compare(connection, name, manifest)


def compare(connection: Connection, name: str, manifest: Manifest) -> None:
    """Raise BackupError where the database does not hold what the manifest counted."""
    stated = manifest.counts.get(name, {})
    found = snapshots.counts(connection, list(stated))
    if found != stated:
        wrong = sorted(table for table in stated if found.get(table) != stated[table])[0]
        raise BackupError(f"{name}: {found.get(wrong, 0)} rows in {wrong}, where {stated[wrong]} were backed up")
    if snapshots.revision(connection) != manifest.revisions.get(name):
        raise BackupError(f"the {name} database is not at the migration that the manifest states")
    if name == "content":
        hashes = snapshots.article_hashes(connection, [int(number) for number in manifest.articles])
        if hashes != manifest.articles:
            raise BackupError("an article does not read as it did when it was backed up")


def migrate(folder: Path, urls: Urls | None = None) -> None:
    """Bring an older backup to this release's shape; its databases are files of the folder, or stand at `urls`."""
    from newsapp import create_app, migrating
    from newsapp.desk import latest

    app = create_app(site_environment(folder, urls))
    with app.app_context():
        migrating.upgrade()
        latest.catch_up()
        for engine in db.engines.values():
            engine.dispose()
    shutil.rmtree(folder / "static", ignore_errors=True)


def _load_dumps(staged: Path, former: Path, manifest: Manifest, urls: Urls) -> None:
    """Load what belongs to PostgreSQL; what stood there before is dumped to the former state first."""
    for name, url in urls.items():
        if url and (dump := staged / f"{name}.dump").exists():
            former.mkdir(mode=0o700, exist_ok=True)
            postgres.dump(postgres.address(url), former / f"{name}.dump")
            load_dump(postgres.address(url), dump, name, manifest)
            dump.unlink()
    if urls:
        migrate(staged, urls)


def load_dump(url: URL, dump: Path, name: str, manifest: Manifest) -> None:
    """Put the dump in place of what the database holds, and see that it holds what was counted."""
    postgres.load(url, dump)
    with postgres.opened(url) as connection:
        compare(connection, name, manifest)
