"""Moving a site from one release to another, forward or back, so that it ends well in the one or in the other.

Writes are held back while it lasts, so that the databases as they were can take their place again without a loss.
What is under way is written down first: after a crash the next `newsapp upgrade` or `rollback` puts the old state back.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsapp import pausing
from newsapp.backup import records, snapshots
from newsapp.backup.manifest import BackupError
from newsapp.media import files
from newsapp.ownership import give_to_owner_of
from newsapp.upgrading import putting_back, releases, trial
from newsapp.upgrading.releases import Release, UpgradeError

JOURNAL = "upgrade.json"
DATABASES = ("content", "visitors")
PATIENCE = 60.0
"""Seconds that a restarted site may take until it is well."""
Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Site:
    """A running installation. url: where the server itself answers on this machine; restart: a command."""

    instance: Path
    environ: Mapping[str, str]
    base: Path
    url: str
    host: str
    restart: str


def move(site: Site, old: Release, new: Release, at: datetime, say: Say, patience: float = PATIENCE) -> None:
    """Let `new` serve in the place of `old`. Raises UpgradeError with everything as it was."""
    say(f"Trying release {new.version} on a copy")
    trial.run(site.instance, site.environ, old, new, patience)
    former = site.instance / f"former-{at.strftime('%Y%m%d-%H%M%S')}-{old.version}"
    _write_down(site, old, new, former, "paused")
    try:
        pausing.pause(site.instance)
        _keep_databases(site.instance, former)
        _write_down(site, old, new, former, "moving")
        say(f"Migrating the databases, and switching to release {new.version}")
        trial.migrate(site.instance, site.environ, old, new)
        releases.switch(site.base, new)
        _restart(site)
        trial.wait_until_well(site.url, site.host, new.version, patience)
    except BaseException as error:
        say(f"Release {new.version} is not well: going back to {old.version}")
        put_back(site, patience)
        if isinstance(error, (UpgradeError, BackupError, OSError)):
            raise UpgradeError(f"{error}. Release {old.version} serves again") from error
        raise
    records.note(site.instance, "upgrade", {"at": at.isoformat(), "from": old.version, "to": new.version})
    _done(site)
    _keep_newest_former(site.instance)


def is_unfinished(instance: Path) -> bool:
    return (instance / JOURNAL).exists()


def put_back(site: Site, patience: float = PATIENCE) -> str:
    """Undo a move that did not end, as far as it had come; return the release that serves again."""
    journal = json.loads((site.instance / JOURNAL).read_text("utf8"))
    old = Release(Path(journal["old"]))
    releases.switch(site.base, old)
    if journal["phase"] == "moving":
        for name in DATABASES:
            putting_back.database(site.instance, Path(journal["former"]), name)
    try:
        _restart(site)
        trial.wait_until_well(site.url, site.host, old.version, patience)
    finally:
        _done(site)
    return old.version


def _write_down(site: Site, old: Release, new: Release, former: Path, phase: str) -> None:
    journal = {"old": str(old.path), "new": str(new.path), "former": str(former), "phase": phase}
    files.write(json.dumps(journal).encode(), site.instance / JOURNAL)


def _done(site: Site) -> None:
    (site.instance / JOURNAL).unlink(missing_ok=True)
    pausing.resume(site.instance)


def _keep_databases(instance: Path, former: Path) -> None:
    former.mkdir(mode=0o700)
    for name in DATABASES:
        snapshots.copy_sqlite(instance / f"{name}.db", former / f"{name}.db")
        files.sync(former / f"{name}.db")
    give_to_owner_of(instance, former)


def _keep_newest_former(instance: Path) -> None:
    for folder in sorted(instance.glob("former-*-*-*"))[:-1]:
        shutil.rmtree(folder, ignore_errors=True)


def _restart(site: Site) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the administrator's own command, no shell
            shlex.split(site.restart), capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise UpgradeError(f"“{site.restart}” cannot be run: {error}") from None
    if done.returncode:
        raise UpgradeError(f"“{site.restart}” failed: {(done.stderr or done.stdout).strip()[-300:]}")


def room_needed(instance: Path, archive: Path) -> tuple[int, int]:
    """Bytes needed beside the releases, and in the instance folder: a trial's and a kept copy of the databases."""
    databases = sum((instance / f"{name}.db").stat().st_size for name in DATABASES)
    return archive.stat().st_size * releases.SIZE_OF_ENVIRONMENT, databases * 3 + 50_000_000


def ask_for_room(site: Site, archive: Path) -> None:
    """Raise UpgradeError where an upgrade would run out of room half way."""
    for folder, wanted in zip((site.base, site.instance), room_needed(site.instance, archive), strict=True):
        if (free := shutil.disk_usage(folder).free) < wanted:
            raise UpgradeError(f"{folder}: {wanted // 1_000_000} MB are needed, {free // 1_000_000} MB are free")
