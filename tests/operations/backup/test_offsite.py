"""Backups leave the machine, for good."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from newsapp.articles.models import Article
from newsapp.operations.backup import archive, offsite, reader
from newsapp.operations.errors import OperationError
from tests.operations.backup.conftest import AT, back_up

pytestmark = pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")


@pytest.fixture
def elsewhere(app: Flask, backups: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    app.config.update(BACKUPS=backups, OFFSITE=str(folder))
    return folder


def test_what_is_sent_restores(
    stories: list[Article], backups: Path, elsewhere: Path, tmp_path: Path
) -> None:
    made = back_up(backups, AT)
    (backups / "incomplete-20261124-020000Z").mkdir()
    assert offsite.send(AT) == 1
    assert [path.name for path in elsewhere.iterdir()] == [made.path.name]
    (tmp_path / "unpacked").mkdir()
    reader.unpack(elsewhere / made.path.name, tmp_path / "unpacked", lambda _manifest: None)


def test_shared_files_stay_shared(stories: list[Article], backups: Path, elsewhere: Path) -> None:
    for day in range(2):
        back_up(backups, AT + timedelta(days=day))
    offsite.send(AT)
    pictures = [next(path.rglob("*.pdf")) for path in archive.finished(elsewhere)]
    assert len({picture.stat().st_ino for picture in pictures}) == 1


def test_a_loss_here_deletes_nothing_there(app: Flask, backups: Path, elsewhere: Path) -> None:
    first = back_up(backups, AT)
    offsite.send(AT)
    shutil.rmtree(backups)
    with pytest.raises(OperationError, match="there is no backup"):
        offsite.send(AT)
    second = back_up(backups, AT + timedelta(days=1))
    offsite.send(AT)
    assert {first.path.name, second.path.name} == {path.name for path in elsewhere.iterdir()}


def test_the_oldest_go_there_too(
    app: Flask, backups: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offsite, "KEPT", 2)
    for day in range(3):
        back_up(backups, AT + timedelta(days=day), keep=1)
        offsite.send(AT)
    assert [path.name for path in archive.finished(elsewhere)] == [
        "20261124-020000Z",
        "20261125-020000Z",
    ]


def test_a_place_that_is_not_there_is_a_sentence(
    app: Flask, backups: Path, elsewhere: Path
) -> None:
    back_up(backups, AT)
    app.config["OFFSITE"] = "/proc/none/below"
    with pytest.raises(OperationError, match="cannot be sent to /proc/none/below/"):
        offsite.send(AT)
