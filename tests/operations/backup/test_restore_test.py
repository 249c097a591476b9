from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from newsapp import clock
from newsapp.articles.models import Article
from newsapp.operations.backup import manifest, records, restore_test
from newsapp.operations.errors import OperationError
from tests.operations.backup.conftest import back_up


def test_a_good_backup_is_proven_and_noted(
    app: Flask, stories: list[Article], backups: Path
) -> None:
    made = back_up(backups)
    restore_test.drill(made.path, app.config["INSTANCE"], {}, clock.now())
    noted = records.last(app.config["INSTANCE"], "drill")
    assert noted["ok"] is True
    assert noted["articles"] == 10
    assert noted["counts"]["content"]["article"] == 12
    assert noted["proven"]["backup"] == str(made.path)
    assert not list(app.config["INSTANCE"].glob("drill-*"))


def test_a_bad_one_is_noted_beside_the_last_good_one(
    app: Flask, stories: list[Article], backups: Path
) -> None:
    good, at = back_up(backups), clock.now()
    restore_test.drill(good.path, app.config["INSTANCE"], {}, at)
    bad = back_up(backups)
    with closing(sqlite3.connect(bad.path / "content.db")) as database, database:
        database.execute("UPDATE article SET title = 'khác' WHERE id = 1")
    with pytest.raises(OperationError, match=r"content\.db is not what was backed up"):
        restore_test.drill(bad.path, app.config["INSTANCE"], {}, at + timedelta(days=1))
    noted = records.last(app.config["INSTANCE"], "drill")
    assert noted["ok"] is False
    assert "content.db" in noted["problem"]
    assert noted["proven"]["at"] == at.isoformat()


def test_a_page_that_the_restored_site_cannot_show_is_found(
    app: Flask, stories: list[Article], backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(backups)
    monkeypatch.setattr("newsapp.public.article.attachments_of", _broken)
    with pytest.raises(OperationError, match="answers 500"):
        restore_test.drill(made.path, app.config["INSTANCE"], {}, clock.now())


def test_it_changes_nothing_in_the_backup(
    app: Flask, stories: list[Article], backups: Path
) -> None:
    made = back_up(backups)
    restore_test.drill(made.path, app.config["INSTANCE"], {}, clock.now())
    for name, entry in made.manifest.entries.items():
        assert manifest.entry_of(made.path, name) == entry


def _broken(_article: object) -> None:
    raise RuntimeError("the template and the code disagree")
