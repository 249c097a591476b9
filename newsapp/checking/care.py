"""What should have been done lately: backups, proofs that they restore, upgrades that ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from flask import current_app

from newsapp import clock, pausing
from newsapp.backup import records, restore, swapping
from newsapp.checking.finding import Finding, error, warning

FORMER_KEPT = timedelta(days=30)


def look() -> Iterator[Finding]:
    instance: Path = current_app.config["INSTANCE"]
    yield from _backup(instance)
    yield from _drill(instance)
    if (instance / "upgrade.json").exists():
        yield error("upgrade-unfinished", "an upgrade was interrupted", "Run: newsapp rollback")
    elif pausing.is_paused(instance):
        what = "writes are held back, and no upgrade is under way"
        yield error("writes-paused", what, f"Run: rm {instance / pausing.MARK}")
    if (instance / swapping.JOURNAL).exists():
        yield error("restore-unfinished", "a restore was interrupted", "Restart the site: it finishes what is left.")
    for folder in restore.former_states(instance):
        if clock.now().timestamp() - folder.stat().st_mtime > FORMER_KEPT.total_seconds():
            what = f"a former state from long ago takes room: {folder}"
            yield warning("former-old", what, "Run: newsapp restore --forget-former")


def _backup(instance: Path) -> Iterator[Finding]:
    record, hours = records.last(instance, "backup"), current_app.config["BACKUP_HOURS"]
    age = records.age(record, clock.now())
    if age is None:
        yield warning("no-backup", "there is no backup", "Run: newsapp backup FOLDER, and let a timer do it nightly.")
    elif age > timedelta(hours=hours):
        what = f"the last backup is {age.total_seconds() / 3600:.0f} hours old"
        yield error("backup-old", what, "See why: journalctl -u newsapp-backup; then run: newsapp backup")
    elif not Path(record.get("backup", "")).exists():
        yield error("backup-gone", f"the last backup is not at {record.get('backup')}", "Run: newsapp backup")


def _drill(instance: Path) -> Iterator[Finding]:
    record, days = records.last(instance, "drill"), current_app.config["DRILL_DAYS"]
    if record.get("ok") is False:
        what = f"the last backup that was tried did not restore: {record.get('problem')}"
        yield error("drill-failed", what, "Run: newsapp backup, then: newsapp drill")
        return
    age = records.age(record, clock.now())
    if age is None:
        yield warning("no-drill", "no backup was ever proven to restore", "Run: newsapp drill")
    elif age > timedelta(days=days):
        yield error("drill-old", f"the last proof that a backup restores is {age.days} days old", "Run: newsapp drill")
