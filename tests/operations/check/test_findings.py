"""A healthy site has nothing to be said of it; every fault planted in one is found, and a way out
is told.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask_babel import refresh
from sqlalchemy import text

from newsapp import clock, create_app, database, write_pause
from newsapp.accounts import users
from newsapp.accounts.models import Role, User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.demo.loading import ADMINISTRATOR
from newsapp.findings import Check, InstallationFinding
from newsapp.media import attachments, library
from newsapp.operations import check
from newsapp.operations.alarms import outcomes
from newsapp.operations.backup import atomic_swap, records
from newsapp.registry import registry
from newsapp.visitors.models import HourlyCount, VisitorTotal
from tests import cast


class Site:
    """A healthy site, and how to break it."""

    def __init__(
        self, app: Flask, article: Article, backups: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.app, self.config, self.article, self.monkeypatch = (
            app,
            app.config,
            article,
            monkeypatch,
        )
        self.instance: Path = app.config["INSTANCE"]
        self.media: Path = app.config["MEDIA"]
        self.backups = backups

    def sql(
        self, statement: str, bind: str | None = None, *, without_foreign_keys: bool = False
    ) -> None:
        db.session.rollback()
        with db.engines[bind].connect() as connection:
            if without_foreign_keys:
                connection.connection.execute("PRAGMA foreign_keys = OFF")
            with connection.execution_options(writes=True).begin():
                connection.execute(text(statement))
            connection.connection.execute("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        database.close()

    def spoil(self, name: str) -> None:
        """Overwrite the file from its third page on."""
        self.close()
        path = self.instance / name
        content = bytearray(path.read_bytes())
        content[4096 * 2 :] = b"\xa5" * (len(content) - 4096 * 2)
        path.write_bytes(content)

    def note(self, what: str, **record: object) -> None:
        records.note(self.instance, what, record)

    def ago(self, **by: float) -> str:
        return (clock.now() - timedelta(**by)).isoformat()


@pytest.fixture
def site(
    app: Flask,
    administrator: User,
    editor: User,
    news: Category,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Site]:
    backups = tmp_path / "backups"
    app.config.update(HTTPS=True, PROXIES=1, HOSTS=["tin.hunglac.example"], BACKUPS=backups)
    app.config.update(ALARMS=["quantri@hunglac.example"], OFFSITE="/mnt/backups")
    for name in ("content.db", "visitors.db"):
        (app.config["INSTANCE"] / name).chmod(0o640)
    app.config["INSTANCE"].chmod(0o750)
    paper = attachments.store(io.BytesIO(b"%PDF-1.4 " + bytes(200)), "a.pdf")
    with writing():
        library.add(paper, actor=editor, at=clock.now())
    healthy = Site(app, cast.live(editor, news), backups, monkeypatch)
    (backups / "20261123-010000Z").mkdir(parents=True, mode=0o700)
    backups.chmod(0o700)
    healthy.note("backup", at=healthy.ago(hours=1), backup=str(backups / "20261123-010000Z"))
    healthy.note("offsite", at=healthy.ago(hours=1))
    healthy.note("drill", at=healthy.ago(hours=1), ok=True)
    db.session.rollback()
    yield healthy
    db.session.rollback()


def found() -> dict[str, InstallationFinding]:
    db.session.rollback()
    return {finding.code: finding for finding in check.findings()}


def test_nothing_is_wrong_with_a_healthy_site(site: Site) -> None:
    assert found() == {}


def test_without_parts_it_looks_at_the_core(instance: Path) -> None:
    with create_app({"NEWSAPP_INSTANCE": str(instance)}, parts=()).app_context():
        assert "no-category" in found()
        database.close()


def test_a_check_that_cannot_look_is_a_finding(site: Site) -> None:
    def look() -> Iterator[InstallationFinding]:
        raise OSError("no such disk")

    registry().checks.append(Check("notices", look))
    finding = found()["notices-unseen"]
    assert finding.what == "không kiểm tra được notices: no such disk"


def usage(free: int) -> Callable[[Path], SimpleNamespace]:
    return lambda _path: SimpleNamespace(total=10**12, used=0, free=free)


def a_stored_file(site: Site) -> Path:
    return next(path for path in site.media.rglob("*.pdf"))


def long_ago(path: Path, days: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (time.time() - days * 86_400,) * 2)


def open_file(site: Site) -> None:
    site.instance.chmod(0o755)
    (site.instance / "secret_key").chmod(0o644)


def demo_administrator(site: Site) -> None:
    with writing():
        users.add(ADMINISTRATOR, "", Role.ADMINISTRATOR, "x", actor=None, at=clock.now())


def another_owner(site: Site) -> None:
    if os.geteuid():
        pytest.skip("only root can give files away")
    os.chown(site.instance / "visitors.db", 65534, 65534)


def a_total_that_lost_visits(site: Site) -> None:
    with writing():
        db.session.add_all(
            [
                HourlyCount(hour=1_700_000_000, visits=5, pages=9),
                VisitorTotal(id=1, visits=4, pages=9),
            ]
        )


def hours_yet_to_come(site: Site) -> None:
    with writing():
        db.session.add_all(
            [HourlyCount(hour=4_000_000_000, visits=1), VisitorTotal(id=1, visits=1, pages=0)]
        )


FAULTS: dict[str, tuple[str, Callable[[Site], object]]] = {
    # code -> severity, how it comes about
    "secret-key-short": ("error", lambda s: s.config.update(SECRET_KEY="short")),
    "secret-key-simple": ("error", lambda s: s.config.update(SECRET_KEY="a" * 64)),
    "no-https": ("warning", lambda s: s.config.update(HTTPS=False)),
    "any-host": ("warning", lambda s: s.config.update(TRUSTED_HOSTS=None)),
    "no-host": ("warning", lambda s: s.config.update(HOSTS=[])),
    "no-proxy": ("error", lambda s: s.config.update(PROXIES=0)),
    "open-server": ("error", lambda s: s.config.update(HOST="0.0.0.0")),  # noqa: S104
    "demo-account": ("error", demo_administrator),
    "file-open": ("error", open_file),
    "other-owner": ("error", another_owner),
    "backups-open": ("error", lambda s: s.backups.chmod(0o755)),
    "backups-inside": ("warning", lambda s: s.config.update(BACKUPS=s.instance / "backups")),
    "disk-full": ("error", lambda s: s.monkeypatch.setattr(shutil, "disk_usage", usage(10**8))),
    "damaged": ("error", lambda s: s.spoil("content.db")),
    "orphans": ("error", lambda s: s.sql("DELETE FROM category", without_foreign_keys=True)),
    "not-migrated": (
        "error",
        lambda s: s.sql("UPDATE alembic_version SET version_num = '0000'", "visitors"),
    ),
    "no-administrator": ("error", lambda s: s.sql("UPDATE user_account SET role = 'writer'")),
    "old-cleaning": ("warning", lambda s: s.sql("UPDATE revision SET body_policy = 0")),
    "versions-disagree": ("error", lambda s: s.sql("UPDATE article SET version = 7")),
    "live-version-lost": ("error", lambda s: s.sql("UPDATE revision SET number = 9")),
    "schedule-never": (
        "warning",
        lambda s: s.sql("UPDATE article SET expire_at = '2001-01-01 00:00:00.000000'"),
    ),
    "schedule-overdue": ("warning", lambda s: s.sql("UPDATE article SET live_version = NULL")),
    "clock-back": (
        "error",
        lambda s: s.sql("UPDATE article SET updated_at = '2099-01-01 00:00:00.000000'"),
    ),
    "counts-disagree": ("error", a_total_that_lost_visits),
    "counts-ahead": ("error", hours_yet_to_come),
    "media-missing": ("error", lambda s: a_stored_file(s).unlink()),
    "media-unreferenced": (
        "warning",
        lambda s: long_ago(s.media / "pictures/aa" / f"{'a' * 32}-480.webp", 2),
    ),
    "debris": ("warning", lambda s: long_ago(s.media / "incoming/incoming-x", 1)),
    "static-missing": ("error", lambda s: (s.instance / "static").unlink()),
    "redis-silent": ("error", lambda s: s.config.update(REDIS_URL="unix:///none/redis.sock")),
    "no-backup": ("warning", lambda s: (s.instance / "last_backup.json").unlink()),
    "backup-old": ("error", lambda s: s.note("backup", at=s.ago(hours=30), backup=str(s.backups))),
    "backup-gone": ("error", lambda s: shutil.rmtree(s.backups)),
    "backups-here": ("warning", lambda s: s.config.update(OFFSITE="")),
    "offsite-old": ("error", lambda s: s.note("offsite", at=s.ago(hours=30))),
    "former-kept": ("warning", lambda s: (s.instance / "former-20261123-020000").mkdir()),
    "no-alarms": ("warning", lambda s: s.config.update(ALARMS=[])),
    "backup-failed": (
        "error",
        lambda s: outcomes.note_failure(s.instance, "backup", "no space is left"),
    ),
    "no-drill": ("warning", lambda s: (s.instance / "last_drill.json").unlink()),
    "drill-old": ("error", lambda s: s.note("drill", at=s.ago(days=9), ok=True)),
    "drill-failed": (
        "error",
        lambda s: s.note("drill", at=s.ago(hours=1), ok=False, problem="torn"),
    ),
    "upgrade-unfinished": ("error", lambda s: (s.instance / "upgrade.json").write_text("{}")),
    "writes-paused": ("error", lambda s: (s.instance / write_pause.MARK).touch()),
    "restore-unfinished": ("error", lambda s: (s.instance / atomic_swap.JOURNAL).write_text("{}")),
}


@pytest.mark.parametrize("code", FAULTS)
def test_it_finds(site: Site, code: str) -> None:
    severity, plant = FAULTS[code]
    plant(site)
    findings = found()
    assert code in findings
    assert findings[code].severity == severity
    assert findings[code].remedy
    assert len(findings) <= 3, "one fault is not told in many ways"


def test_a_file_cut_short_is_as_good_as_missing(site: Site) -> None:
    a_stored_file(site).write_bytes(b"%PDF")
    assert str(a_stored_file(site)) in found()["media-missing"].what


def test_a_file_that_is_no_database_at_all(site: Site) -> None:
    site.close()
    (site.instance / "visitors.db").write_bytes(b"not a database " * 500)
    assert "cơ sở dữ liệu visitors bị hỏng" in found()["damaged"].what


def test_databases_that_are_not_there_yet(tmp_path: Path) -> None:
    bare = create_app({"NEWSAPP_INSTANCE": str(tmp_path), "NEWSAPP_SECRET_KEY": "k" * 64})
    with bare.app_context():
        assert "newsapp init" in found()["not-migrated"].remedy
        database.close()


def test_files_in_a_closed_folder_are_safe(site: Site) -> None:
    (site.instance / "content.db").chmod(0o644)
    assert found() == {}


def test_a_missing_folder_of_pictures_is_no_fault(site: Site) -> None:
    site.sql("DELETE FROM attachment")
    shutil.rmtree(site.media)
    assert found() == {}


def test_a_disk_that_takes_no_writes(site: Site, read_only: Callable[[Path], None]) -> None:
    read_only(site.instance)
    assert "disk-read-only" in found()


@pytest.fixture
def read_only() -> Iterator[Callable[[Path], None]]:
    mounted: list[Path] = []

    def remount(folder: Path) -> None:
        commands = (["mount", "--bind", folder, folder], ["mount", "-o", "remount,ro,bind", folder])
        for command in commands:
            if subprocess.run(command, capture_output=True, check=False).returncode:
                pytest.skip("mounting is not permitted here")
        mounted.append(folder)

    yield remount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_the_command_tells_a_program_too(site: Site) -> None:
    site.config.update(SECRET_KEY="short")
    result = site.app.test_cli_runner().invoke(args=["check", "--json"])
    told = json.loads(result.output)
    assert result.exit_code == 1
    assert told[0]["code"] == "secret-key-short"
    assert told[0].keys() == {"code", "severity", "what", "remedy"}


def test_warnings_alone_are_no_failure(site: Site) -> None:
    site.config.update(TRUSTED_HOSTS=None)
    result = site.app.test_cli_runner().invoke(args=["check"])
    assert result.exit_code == 0
    assert "lưu ý: hệ thống trả lời mọi tên máy chủ\n    Đặt NEWSAPP_HOSTS" in result.output


def test_an_english_site_is_told_in_english(site: Site) -> None:
    site.config.update(LANGUAGE="en", TRUSTED_HOSTS=None)
    refresh()
    result = site.app.test_cli_runner().invoke(args=["check"])
    assert "warning: the site answers to any host name\n    Set NEWSAPP_HOSTS" in result.output
