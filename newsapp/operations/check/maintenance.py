"""What should have been done lately: backups, proofs that they restore, upgrades that ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from newsapp import clock, write_pause
from newsapp.findings import InstallationFinding, error, warning
from newsapp.operations.alarms import outcomes
from newsapp.operations.backup import atomic_swap, records, restore

TOLD_OTHERWISE = ("check", "drill")
"""Tasks whose failures are findings of their own."""
REMEDIES = {"alarm": "Mend that, and run: newsapp test-alarm"}


def look() -> Iterator[InstallationFinding]:
    instance: Path = current_app.config["INSTANCE"]
    yield from _look_at_backup(instance)
    yield from _look_at_other_place(instance, current_app.config["BACKUPS"])
    yield from _look_at_drill(instance)
    yield from _look_at_alarms(instance)
    if (instance / "upgrade.json").exists():
        yield error("upgrade-unfinished", "an upgrade was interrupted", "Run: newsapp rollback")
    elif write_pause.is_paused(instance):
        what = "writes are held back, and no upgrade is under way"
        yield error("writes-paused", what, f"Run: rm {instance / write_pause.MARK}")
    if (instance / atomic_swap.JOURNAL).exists():
        remedy = "Restart the site: it finishes what is left."
        yield error("restore-unfinished", "a restore was interrupted", remedy)
    former = restore.former_states(instance)
    if former:
        size = sum(path.lstat().st_size for folder in former for path in folder.rglob("*"))
        names = ", ".join(folder.name for folder in former)
        what = f"what stood here before takes {size / 1e6:.0f} MB: {names}"
        yield warning("former-kept", what, "Once all is well: newsapp restore --forget-former")


def _look_at_backup(instance: Path) -> Iterator[InstallationFinding]:
    record = records.last(instance, "backup")
    age = records.age(record, clock.now())
    if age is None:
        remedy = "Run: newsapp backup FOLDER, and let a timer do it nightly."
        yield warning("no-backup", "there is no backup", remedy)
    elif age > timedelta(hours=current_app.config["BACKUP_HOURS"]):
        what = f"the last backup is {age.total_seconds() / 3600:.0f} hours old"
        remedy = "See why: journalctl -u newsapp-backup; then run: newsapp backup"
        yield error("backup-old", what, remedy)
    elif not Path(record.get("backup", "")).exists():
        what = f"the last backup is not at {record.get('backup')}"
        yield error("backup-gone", what, "Run: newsapp backup")


def _look_at_other_place(instance: Path, backups: Path) -> Iterator[InstallationFinding]:
    age = records.age(records.last(instance, "offsite"), clock.now())
    if not current_app.config["OFFSITE"]:
        if backups.exists() and backups.stat().st_dev == instance.stat().st_dev:
            remedy = "Set NEWSAPP_OFFSITE to a folder on another disk or machine."
            yield warning("backups-here", "no backup leaves this disk", remedy)
    elif age is None or age > timedelta(hours=current_app.config["BACKUP_HOURS"]):
        remedy = "Run: newsapp offsite; and see: journalctl -u newsapp-offsite"
        yield error("offsite-old", "the last backups have not left this machine", remedy)


def _look_at_alarms(instance: Path) -> Iterator[InstallationFinding]:
    for task, failure in outcomes.failures(instance).items():
        if task in TOLD_OTHERWISE:
            continue
        at = datetime.fromisoformat(failure["at"]).astimezone(clock.zone())
        what = f"{task} failed at {at:%Y-%m-%d %H:%M}: {failure['problem']}"
        yield error(f"{task}-failed", what, REMEDIES.get(task, f"Run: newsapp {task}"))
    if not current_app.config["ALARMS"]:
        what = "nobody is told when a backup or a check fails"
        remedy = "Set NEWSAPP_ALARMS to an e-mail address, and run: newsapp test-alarm"
        yield warning("no-alarms", what, remedy)


def _look_at_drill(instance: Path) -> Iterator[InstallationFinding]:
    record = records.last(instance, "drill")
    age = records.age(record, clock.now())
    if record.get("ok") is False:
        what = f"the last backup that was tried did not restore: {record.get('problem')}"
        yield error("drill-failed", what, "Run: newsapp backup, then: newsapp drill")
    elif age is None:
        yield warning("no-drill", "no backup was ever proven to restore", "Run: newsapp drill")
    elif age > timedelta(days=current_app.config["DRILL_DAYS"]):
        what = f"the last proof that a backup restores is {age.days} days old"
        yield error("drill-old", what, "Run: newsapp drill")
