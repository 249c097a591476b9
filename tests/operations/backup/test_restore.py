from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from newsapp import create_app, database, migrating
from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.operations.backup import restore
from newsapp.operations.backup.archive import Backup
from newsapp.operations.errors import OperationError
from tests import cast
from tests.migrations import release_0_1_0
from tests.operations.backup.conftest import AT, back_up
from tests.pages import PageClient


def titles(instance: Path) -> list[str]:
    with closing(sqlite3.connect(instance / "content.db")) as connection:
        return [row[0] for row in connection.execute("SELECT title FROM article ORDER BY id")]


@pytest.mark.parametrize("kind", ["a folder", "a file"])
def test_a_backup_restores_elsewhere(
    app: Flask, stories: list[Article], tmp_path: Path, kind: str
) -> None:
    made = back_up(tmp_path / ("backups" if kind == "a folder" else "site.tar.gz"))
    restore.restore(made.path, tmp_path / "elsewhere", {}, AT)
    other = create_app({"NEWSAPP_INSTANCE": str(tmp_path / "elsewhere")}, TESTING=True)
    with other.app_context():
        browser = PageClient(other)
        page = browser.get(f"/tin-tuc/{stories[0].id}", follow_redirects=True)
        assert page.words("h1") == ["Kế hoạch năm <2027> & sau"]
        for address in [
            node.get("src") for node in page.page.iter("img") if "/media/" in node.get("src")
        ]:
            assert browser.get(address, buffered=True).status_code == 200
        database.close()
    assert restore.former_states(tmp_path / "elsewhere") == []
    assert not [
        p.name for p in (tmp_path / "elsewhere").iterdir() if p.name.startswith(restore.STAGED)
    ]


def test_the_former_state_is_kept_until_told_otherwise(
    app: Flask, packed: Backup, editor: User, news: Category, instance: Path
) -> None:
    cast.live(editor, news, "Sau bản sao lưu")
    database.close()
    restore.restore(packed.path, instance, {}, AT)
    assert "Sau bản sao lưu" not in titles(instance)
    (former,) = restore.former_states(instance)
    assert "Sau bản sao lưu" in titles(former)
    restore.forget_former(instance)
    assert restore.former_states(instance) == []


def test_a_backup_of_release_0_1_0_restores(tmp_path: Path) -> None:
    def opened(name: str) -> Flask:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        return create_app({"NEWSAPP_INSTANCE": str(folder), "NEWSAPP_SECRET_KEY": "k" * 64})

    with opened("old").app_context():
        release_0_1_0.put_in(tmp_path / "old")
        made = back_up(tmp_path / "old.tar.gz", accepts_loss=True)  # it has rows without files
        database.close()
    last = release_0_1_0.LAST_MIGRATION
    assert made.manifest.revisions == {"content": last, "visitors": last}
    restore.restore(made.path, tmp_path / "new", {}, AT)
    assert titles(tmp_path / "new") == titles(tmp_path / "old")
    with opened("new").app_context():
        assert migrating.pending() == []
        database.close()


def test_a_refused_backup_leaves_all_as_it_was(app: Flask, packed: Backup, instance: Path) -> None:
    database.close()
    before = sorted(path.name for path in instance.iterdir())
    damaged = bytearray(packed.path.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    packed.path.write_bytes(damaged)
    with pytest.raises(OperationError):
        restore.restore(packed.path, instance, {}, AT)
    assert sorted(path.name for path in instance.iterdir()) == before
    assert len(titles(instance)) == 12


def test_too_little_room_is_said_beforehand(
    app: Flask, packed: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore, "ROOM", 1e12)
    with pytest.raises(OperationError, match="MB are free"):
        restore.restore(packed.path, tmp_path / "elsewhere", {}, AT)


def test_a_database_elsewhere_is_not_silently_left_out(
    app: Flask, packed: Backup, tmp_path: Path
) -> None:
    with pytest.raises(OperationError, match="outside the instance folder"):
        restore.restore(
            packed.path, tmp_path / "elsewhere", {"content": "sqlite:////somewhere/else.db"}, AT
        )


def test_the_other_kind_of_database_is_refused(app: Flask, packed: Backup, tmp_path: Path) -> None:
    with pytest.raises(OperationError, match="is PostgreSQL, and SQLite in the backup"):
        restore.restore(
            packed.path, tmp_path / "elsewhere", {"content": "postgresql://localhost/news"}, AT
        )
