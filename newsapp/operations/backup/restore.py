"""Putting a backup in the place of an installation.

Everything is checked before anything is touched, and the former state is kept.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from newsapp import database, migrating
from newsapp.file_owner import give_to_owner_of
from newsapp.operations.backup import atomic_swap, postgres, reader, records, snapshots
from newsapp.operations.backup.manifest import Manifest
from newsapp.operations.errors import OperationError, refuse_without_room

ROOM = 1.1
"""Free space asked for, by the size of what is unpacked."""
FORMER = "former-"
STAGED = "restoring-"
SWAPPED = ("content.db", "visitors.db", "media", "secret_key", "settings.env")
SETTINGS = {"content": "NEWSAPP_DATABASE_URL", "visitors": "NEWSAPP_VISITORS_URL"}
Urls = Mapping[str, str]
"""Where a database is no file of the instance folder: "content" or "visitors" -> its address."""


def restore(source: Path, instance: Path, urls: Urls, at: datetime) -> Manifest:
    """Put the backup in the place of what `instance` holds.

    Raises OperationError, OSError, and then leaves everything as it was.
    """
    atomic_swap.finish(instance)
    instance.mkdir(mode=0o750, parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=STAGED, dir=instance))
    try:
        manifest = stage(source, staged)
        _refuse_other_kinds(manifest, urls)
        former = instance / f"{FORMER}{at.strftime('%Y%m%d-%H%M%S')}"
        give_to_owner_of(instance, staged)
        _load_dumps(staged, former, manifest, urls)
        names = [name for name in SWAPPED if (staged / name).exists()]
        atomic_swap.swap_in(instance, staged, former, names)
    finally:
        if not (instance / atomic_swap.JOURNAL).exists():
            shutil.rmtree(staged, ignore_errors=True)
    record = {"at": at.isoformat(), "backup": str(source), "made_at": manifest.made_at}
    records.note(instance, "restore", record)
    return manifest


def stage(source: Path, folder: Path) -> Manifest:
    """Unpack the backup into the empty `folder`, check it against its manifest, and migrate it.

    Raises OperationError, OSError.
    """

    def accept(manifest: Manifest) -> None:
        _refuse_unknown_revisions(manifest)
        refuse_without_room(folder, int(manifest.size * ROOM))

    manifest = reader.unpack(source, folder, accept)
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
    folders = former_states(instance)
    for folder in folders:
        shutil.rmtree(folder)
    return folders


def site_environment(folder: Path, urls: Urls | None = None) -> dict[str, str]:
    """The settings under which a restored copy is opened, with none of this installation's."""
    environ = {"NEWSAPP_INSTANCE": str(folder)}
    for name, url in (urls or {}).items():
        environ[SETTINGS[name]] = url
    if not (folder / "secret_key").exists():
        environ |= {"NEWSAPP_SECRET_KEY": "for a copy that nobody signs in to"}
    return environ


def _refuse_unknown_revisions(manifest: Manifest) -> None:
    for name, revision in manifest.revisions.items():
        if reason := migrating.refusal(revision):
            raise OperationError(f"its {name} database {reason}")


def _refuse_other_kinds(manifest: Manifest, urls: Urls) -> None:
    for name in manifest.revisions:
        url = urls.get(name)
        if url and make_url(url).get_backend_name() == "sqlite":
            raise OperationError(
                f"the {name} database stands outside the instance folder: restore it with --into"
            )
        is_dump = f"{name}.dump" in manifest.entries
        if bool(url) != is_dump:
            here, there = ("PostgreSQL", "SQLite") if url else ("SQLite", "PostgreSQL")
            raise OperationError(f"the {name} database here is {here}, and {there} in the backup")


def _check_database(folder: Path, name: str, manifest: Manifest) -> None:
    path = folder / f"{name}.db"
    if not path.exists():
        postgres.check(folder / f"{name}.dump")
        return
    snapshots.check_sqlite(path)
    with snapshots.reading(path) as connection:
        _compare(connection, name, manifest)


def _compare(connection: Connection, name: str, manifest: Manifest) -> None:
    """Raise OperationError where the database does not hold what the manifest says."""
    expected = manifest.counts.get(name, {})
    counts = snapshots.counts(connection, list(expected))
    for table, rows in sorted(expected.items()):
        if counts.get(table) != rows:
            raise OperationError(
                f"{name}: {counts.get(table, 0)} rows in {table}, where {rows} were backed up"
            )
    if snapshots.revision(connection) != manifest.revisions.get(name):
        raise OperationError(
            f"the {name} database is not at the migration that the manifest states"
        )
    if name == "content":
        hashes = snapshots.article_hashes(connection, [int(number) for number in manifest.articles])
        if hashes != manifest.articles:
            raise OperationError("an article does not read as it did when it was backed up")


def migrate(folder: Path, urls: Urls | None = None) -> None:
    """Bring the databases of an older backup to this release's shape."""
    from newsapp import create_app
    from newsapp.articles import staff_search_index

    with create_app(site_environment(folder, urls)).app_context():
        migrating.upgrade()
        staff_search_index.catch_up()
        database.close()
    shutil.rmtree(folder / "static", ignore_errors=True)


def _load_dumps(staged: Path, former: Path, manifest: Manifest, urls: Urls) -> None:
    """Load what belongs to PostgreSQL, after dumping what stands there to the former state."""
    for name, url in urls.items():
        dump = staged / f"{name}.dump"
        if dump.exists():
            former.mkdir(mode=0o700, exist_ok=True)
            postgres.dump(postgres.address(url), former / f"{name}.dump")
            load_dump(url, dump, name, manifest)
            dump.unlink()
    if urls:
        migrate(staged, urls)


def load_dump(url: str, dump: Path, name: str, manifest: Manifest) -> None:
    """Replace what the database at `url` holds by the dump, and check it against the manifest."""
    address = postgres.address(url)
    postgres.load(address, dump)
    with postgres.opened(address) as connection:
        _compare(connection, name, manifest)
