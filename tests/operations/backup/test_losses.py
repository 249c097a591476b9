"""A loss is not copied over the backups that still hold what was lost."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, text

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media.models import Attachment
from newsapp.operations import check
from newsapp.operations.backup import archive, losses, records, restore_test
from newsapp.operations.backup.losses import BackupLoss
from newsapp.operations.errors import OperationError
from tests import cast
from tests.operations.backup.conftest import AT, back_up


def nights(backups: Path, count: int) -> list[str]:
    """What is said of each of the backups that follow the first night's, of which three stay."""
    said = []
    for night in range(1, count + 1):
        with pytest.raises(BackupLoss) as refused:
            back_up(backups, AT + timedelta(days=night), keep=3)
        said.append(str(refused.value))
    return said


def run(statement: str, bind: str | None = None) -> None:
    with db.engines[bind].connect() as connection:
        connection.connection.execute("PRAGMA foreign_keys = OFF")
        with connection.execution_options(writes=True).begin():
            connection.execute(text(statement))
        connection.connection.execute("PRAGMA foreign_keys = ON")


def test_lost_pictures_and_files_are_told_and_no_good_backup_goes(
    app: Flask, stories: list[Article], backups: Path
) -> None:
    good = back_up(backups, AT, keep=3)
    shutil.rmtree(app.config["MEDIA"])
    said = nights(backups, 4)
    assert "5 stored files, the first is media/attachments/" in said[0]
    assert "newsapp backup --accept-loss" in said[0]
    assert archive.finished(backups) == [good.path]
    assert len(archive.finished(backups, archive.INCOMPLETE)) == 3
    assert records.last(app.config["INSTANCE"], "backup")["backup"] == str(good.path)


@pytest.mark.parametrize("table", ["article", "revision", "user_account", "visitor_hour"])
def test_lost_rows_are_told(app: Flask, stories: list[Article], backups: Path, table: str) -> None:
    run("INSERT INTO visitor_hour (hour, visits, pages) VALUES (3600, 1, 1)", "visitors")
    good = back_up(backups, AT)
    run(f"DELETE FROM {table}", "visitors" if table == "visitor_hour" else None)
    assert f"0 rows in {table}, where the backup before has" in nights(backups, 1)[0]
    assert archive.latest(backups) == good.path


def test_one_file_is_held_against_the_folder_too(
    app: Flask, stories: list[Article], backups: Path, tmp_path: Path
) -> None:
    app.config["BACKUPS"] = backups
    back_up(backups, AT)
    (tmp_path / "site.tar.gz").write_bytes(b"an earlier one")
    run("DELETE FROM article")
    with pytest.raises(BackupLoss, match="0 rows in article"):
        back_up(tmp_path / "site.tar.gz")
    assert (tmp_path / "site.tar.gz").read_bytes() == b"an earlier one"
    assert (tmp_path / "incomplete-site.tar.gz").exists()


@pytest.mark.parametrize(("deleted", "is_loss"), [(2, False), (4, False), (5, True)])
def test_a_few_articles_may_go(
    app: Flask, stories: list[Article], backups: Path, deleted: int, is_loss: bool
) -> None:
    back_up(backups, AT)
    run(f"DELETE FROM article WHERE id > {12 - deleted}")
    if is_loss:
        assert "7 rows in article" in nights(backups, 1)[0]
    else:
        assert back_up(backups, AT + timedelta(days=1)).path == archive.latest(backups)


def test_what_is_meant_to_be_gone_is_accepted(
    app: Flask, stories: list[Article], backups: Path
) -> None:
    back_up(backups, AT)
    run("DELETE FROM article")
    nights(backups, 1)
    back_up(backups, AT + timedelta(days=2), accepts_loss=True)
    assert len(archive.finished(backups)) == 2
    back_up(backups, AT + timedelta(days=3))
    assert len(archive.finished(backups)) == 3


def test_a_damaged_backup_is_passed_over(app: Flask, stories: list[Article], backups: Path) -> None:
    back_up(backups, AT)
    damaged = back_up(backups, AT + timedelta(days=1))
    (damaged.path / "manifest.json").write_text("{")
    run("DELETE FROM article")
    assert "where the backup before has 12" in nights(backups, 2)[1]


def test_a_file_deleted_while_the_backup_is_made_is_no_loss(
    app: Flask, stories: list[Article], backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture may go between the copy of the database and that of the files."""
    real, begun = archive._stored_files, []

    def deleting(instance: Path) -> list[str]:
        if not begun:
            begun.append(instance)
            run("DELETE FROM attachment")
            next(app.config["MEDIA"].rglob("*.pdf")).unlink()
        return list(real(instance))

    monkeypatch.setattr(archive, "_stored_files", deleting)
    made = back_up(backups, AT)
    assert made.manifest.counts["content"]["attachment"] == 0
    assert not [path for path in made.manifest.entries if path.endswith(".pdf")]


def test_the_drill_misses_a_file_that_a_row_names(
    app: Flask, stories: list[Article], backups: Path
) -> None:
    next(app.config["MEDIA"].rglob("*.pdf")).unlink()
    made = back_up(backups, AT, accepts_loss=True)
    with pytest.raises(OperationError, match="1 files that its rows name are not in this backup"):
        restore_test.drill(made.path, app.config["INSTANCE"], {}, clock.now())


def test_the_drill_opens_pictures(app: Flask, stories: list[Article], backups: Path) -> None:
    for picture in app.config["MEDIA"].rglob("pictures/*/*"):
        picture.write_bytes(b"no picture")
    made = back_up(backups)
    with pytest.raises(OperationError, match=r"the picture /media/\S+ cannot be opened"):
        restore_test.drill(made.path, app.config["INSTANCE"], {}, clock.now())


def test_the_drill_is_not_content_with_an_empty_site(
    app: Flask, editor: User, news: Category, backups: Path
) -> None:
    instance, day = app.config["INSTANCE"], timedelta(days=1)
    empty = back_up(backups, AT)
    restore_test.drill(empty.path, instance, {}, clock.now())
    cast.live(editor, news)
    back_up(backups, AT + day)
    run("DELETE FROM revision")
    run("DELETE FROM audit_event")
    run("DELETE FROM latest_text")
    run("DELETE FROM search_entry")
    run("DELETE FROM media_use")
    run("DELETE FROM seal")
    run("DELETE FROM article")
    lost = back_up(backups, AT + 2 * day, accepts_loss=True)
    with pytest.raises(OperationError, match=r"no article, and that of 2026-11-24\S+ holds 1"):
        restore_test.drill(lost.path, instance, {}, clock.now())
    restore_test.drill(lost.path, instance, {}, clock.now(), accepts_loss=True)
    later = back_up(backups, AT + 3 * day)
    assert restore_test.drill(later.path, instance, {}, clock.now())["articles"] == 0


def test_the_check_and_the_backup_miss_the_same_files(app: Flask, stories: list[Article]) -> None:
    db.session.execute(delete(Attachment).where(Attachment.id < 0))
    named = losses.expected_files(db.session.connection())
    assert losses.missing_files(named, losses.on_disk(app.config["INSTANCE"], named)) == []
    next(app.config["MEDIA"].rglob("*.pdf")).write_bytes(b"%PDF")
    codes = [finding.code for finding in check.findings()]
    assert "media-missing" in codes
