from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from flask import Flask

from newsapp.articles.models import Article
from newsapp.operations.backup import sweeping


def older(path: Path, **by: float) -> Path:
    then = time.time() - 3600 * by.get("hours", 0) - 86_400 * by.get("days", 0)
    for one in (path, *path.rglob("*")):
        os.utime(one, (then, then))
    return path


@pytest.fixture
def stranger(app: Flask) -> Path:
    path: Path = app.config["MEDIA"] / "pictures" / "ab" / f"{'ab' * 16}-480.webp"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    return path


def test_unfinished_things_go_after_an_hour(app: Flask, backups: Path) -> None:
    media: Path = app.config["MEDIA"]
    left = [
        media / "incoming" / "incoming-1",
        backups / "preparing-1" / "x",
        app.config["INSTANCE"] / "drill-1" / "x",
    ]
    young = media / "incoming" / "incoming-2"
    for path in (*left, young):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    for path in left:
        older(path if path.parent == media / "incoming" else path.parent, hours=1.1)
    sweeping.sweep(backups)
    assert not [path for path in left if path.exists()]
    assert young.exists()


def test_a_file_of_no_row_goes_after_a_day(
    app: Flask, stories: list[Article], stranger: Path, backups: Path
) -> None:
    kept = [path for path in app.config["MEDIA"].rglob("*") if path.is_file() and path != stranger]
    for path in kept:
        older(path, days=9)
    older(stranger, days=1.1)
    assert sweeping.sweep(backups) == [stranger]
    assert not stranger.exists()
    assert all(path.exists() for path in kept)


def test_a_younger_one_may_be_about_to_get_its_row(
    app: Flask, stranger: Path, backups: Path
) -> None:
    older(stranger, hours=23)
    assert sweeping.sweep(backups) == []
    assert stranger.exists()


def test_one_that_somebody_takes_up_meanwhile_stays(
    app: Flask, stranger: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(stranger, days=2)
    listed = sweeping.unreferenced_files

    def taken_up_after_listing(media: Path) -> list[Path]:
        found = listed(media)
        os.utime(stranger)
        return found

    monkeypatch.setattr(sweeping, "unreferenced_files", taken_up_after_listing)
    assert sweeping.sweep(backups) == []
    assert stranger.exists()


def test_old_style_sheets_go_once_the_new_ones_have_stood_a_day(app: Flask, backups: Path) -> None:
    folder = app.config["INSTANCE"] / "static"
    (folder / "0123456789ab").mkdir()
    assert sweeping.sweep(backups) == []
    older(folder / app.extensions["static_digest"], days=2)
    assert sweeping.sweep(backups) == [folder / "0123456789ab"]
