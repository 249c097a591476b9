from __future__ import annotations

import stat
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.operations.backup import archive, manifest, records
from newsapp.operations.errors import OperationError
from tests import cast
from tests.operations.backup.conftest import AT, back_up


def test_a_backup_holds_everything_and_says_so(
    app: Flask, stories: list[Article], backups: Path
) -> None:
    made = back_up(backups)
    stated = manifest.parse((made.path / manifest.NAME).read_bytes())
    assert {"content.db", "visitors.db", "secret_key", "settings.env"} < stated.entries.keys()
    assert sum(name.startswith("media/pictures/") for name in stated.entries) == 4
    assert sum(name.startswith("media/attachments/") for name in stated.entries) == 1
    assert stated.counts["content"]["article"] == 12
    assert len(stated.articles) == 10
    assert stated.revisions["content"] == stated.revisions["visitors"]
    for name, entry in stated.entries.items():
        assert manifest.entry_of(made.path, name) == entry
    assert (made.path / "settings.env").read_text() == 'NEWSAPP_LANGUAGE="vi"\n'


def test_nobody_else_can_read_it(
    app: Flask, stories: list[Article], backups: Path, tmp_path: Path
) -> None:
    assert stat.S_IMODE(back_up(backups).path.stat().st_mode) == 0o700
    assert stat.S_IMODE(back_up(tmp_path / "x.tar.gz").path.stat().st_mode) == 0o600


def test_the_next_backup_costs_only_what_changed(
    app: Flask, stories: list[Article], backups: Path, editor: User, news: Category
) -> None:
    first = back_up(backups, AT)
    cast.live(editor, news, "Tin mới")
    second = back_up(backups, AT + timedelta(days=1))
    assert second.new_bytes < first.new_bytes
    for name in second.manifest.entries:
        is_shared = (first.path / name).stat().st_ino == (second.path / name).stat().st_ino
        assert is_shared == name.startswith("media/"), name


def test_a_changed_file_is_copied_anew(app: Flask, stories: list[Article], backups: Path) -> None:
    first = back_up(backups, AT)
    name = next(name for name in first.manifest.entries if name.endswith(".pdf"))
    other = b"%PDF-".ljust(first.manifest.entries[name].size, b"x")
    (app.config["MEDIA"] / name.removeprefix("media/")).write_bytes(other)
    second = back_up(backups, AT)
    assert (second.path / name).read_bytes() == other
    assert (first.path / name).read_bytes() != other


def test_the_oldest_go_where_only_so_many_are_kept(app: Flask, backups: Path) -> None:
    made = [back_up(backups, AT + timedelta(days=day), keep=2).path for day in range(4)]
    assert archive.finished(backups) == made[-2:]
    assert sorted(backups.iterdir()) == made[-2:]


def test_a_file_begins_with_its_manifest(packed: archive.Backup) -> None:
    with tarfile.open(packed.path) as tar:
        names = tar.getnames()
    assert names[0] == manifest.NAME
    assert set(names[1:]) == packed.manifest.entries.keys()


def test_what_is_still_arriving_is_left_alone(
    app: Flask, stories: list[Article], backups: Path
) -> None:
    (app.config["MEDIA"] / "pictures" / "incoming-abc").write_bytes(b"half")
    (app.config["MEDIA"] / "incoming" / "xyz").write_bytes(b"half")
    assert not [name for name in back_up(backups).manifest.entries if "incoming" in name]


def test_a_failed_backup_leaves_nothing(
    app: Flask, stories: list[Article], backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(backups, AT)
    before = sorted(backups.iterdir())
    (app.config["MEDIA"] / "attachments" / "unreadable").mkdir()
    monkeypatch.setattr(archive, "_take_media", _full_disk)
    with pytest.raises(OSError, match="No space"):
        back_up(backups, AT + timedelta(days=1))
    assert sorted(backups.iterdir()) == before


def test_it_is_noted(app: Flask, packed: archive.Backup) -> None:
    noted = records.last(app.config["INSTANCE"], "backup")
    assert noted["backup"] == str(packed.path)
    assert noted["bytes"] == packed.manifest.size


def test_another_kind_of_archive_is_refused(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(OperationError, match=r"\.tar\.gz"):
        back_up(tmp_path / "site.tar.zst")


def _full_disk(*_arguments: object) -> None:
    raise OSError(28, "No space left on device")
