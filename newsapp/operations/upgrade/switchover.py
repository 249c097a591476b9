"""Moving a site from one release to another, forward or back: it ends well in one of the two.

Writes are held back meanwhile, so that the databases as they were can take their place again
without a loss. A journal is written first: after a crash, the next `newsapp upgrade` or `rollback`
puts the old state back.
"""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsapp import config, write_pause
from newsapp.file_owner import give_to_owner_of
from newsapp.media import files
from newsapp.operations import programs
from newsapp.operations.backup import records, snapshots
from newsapp.operations.errors import OperationError, refuse_without_room
from newsapp.operations.upgrade import database_rollback, releases, staging_run
from newsapp.operations.upgrade.releases import Release

JOURNAL = "upgrade.json"
DATABASES = ("content", "visitors")
SIZE_OF_ENVIRONMENT = 6
"""How many times its archive a release takes on the disk, at most."""
SPARE = 50_000_000
"""Bytes needed in the instance folder beside copies of the databases."""
Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Site:
    """A running installation.

    url: where the server itself answers on this machine; restart: a command after which the current
    release serves; patience: seconds that it may take until it is well.
    """

    instance: Path
    base: Path
    url: str
    host: str
    restart: str
    patience: float


def move(site: Site, old: Release, new: Release, at: datetime, say: Say) -> None:
    """Let `new` serve in the place of `old`. Raises OperationError with everything as it was."""
    say(f"Trying release {new.version} on a copy")
    staging_run.run(site.instance, old, new, site.patience)
    former = site.instance / f"former-{at.strftime('%Y%m%d-%H%M%S')}-{old.version}"
    _write_journal(site, old, former, "paused")
    try:
        write_pause.pause(site.instance)
        _copy_databases(site.instance, former)
        _write_journal(site, old, former, "moving")
        say(f"Migrating the databases, and switching to release {new.version}")
        staging_run.migrate(site.instance, config.inherited(), old, new)
        _serve(site, new)
    except BaseException as error:
        say(f"Release {new.version} is not well: going back to {old.version}")
        put_back(site)
        if isinstance(error, (OperationError, OSError)):
            raise OperationError(f"{error}. Release {old.version} serves again") from error
        raise
    record = {"at": at.isoformat(), "from": old.version, "to": new.version}
    records.note(site.instance, "upgrade", record)
    _finish(site)
    for folder in sorted(site.instance.glob("former-*-*-*"))[:-1]:
        shutil.rmtree(folder, ignore_errors=True)


def is_unfinished(instance: Path) -> bool:
    return (instance / JOURNAL).exists()


def put_back(site: Site) -> str:
    """Undo a move that did not end; return the version of the release that serves again."""
    journal = json.loads((site.instance / JOURNAL).read_text("utf8"))
    old = Release(Path(journal["old"]))
    releases.switch(site.base, old)
    if journal["phase"] == "moving":
        for name in DATABASES:
            database_rollback.roll_back(site.instance, Path(journal["former"]), name)
    try:
        _serve(site, old)
    finally:
        _finish(site)
    return old.version


def _serve(site: Site, release: Release) -> None:
    releases.switch(site.base, release)
    programs.run(shlex.split(site.restart), f"“{site.restart}” failed")
    staging_run.wait_until_well(site.url, site.host, release.version, site.patience)


def _write_journal(site: Site, old: Release, former: Path, phase: str) -> None:
    journal = {"old": str(old.path), "former": str(former), "phase": phase}
    files.write(json.dumps(journal).encode(), site.instance / JOURNAL)


def _finish(site: Site) -> None:
    (site.instance / JOURNAL).unlink(missing_ok=True)
    write_pause.resume(site.instance)


def _copy_databases(instance: Path, former: Path) -> None:
    former.mkdir(mode=0o700)
    for name in DATABASES:
        snapshots.copy_sqlite(instance / f"{name}.db", former / f"{name}.db")
        files.sync(former / f"{name}.db")
    give_to_owner_of(instance, former)


def refuse_full_disks(site: Site, archive: Path) -> None:
    """Raise OperationError where an upgrade would run out of room half way."""
    refuse_without_room(site.base, archive.stat().st_size * SIZE_OF_ENVIRONMENT)
    databases = sum((site.instance / f"{name}.db").stat().st_size for name in DATABASES)
    # two copies, and what migrating writes
    refuse_without_room(site.instance, databases * 3 + SPARE)
