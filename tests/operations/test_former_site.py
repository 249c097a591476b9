"""Where a site stood before, no command puts an empty one in its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from newsapp import cli, clock, create_app, database
from newsapp.accounts.models import User
from newsapp.database import db, writing
from newsapp.operations import check
from newsapp.operations.backup import archive
from newsapp.parts.second_factor.models import SecondFactor

Command = Callable[..., Result]


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def newsapp(instance: Path, backups: Path) -> Command:
    """The command line on the site."""

    def run(*arguments: str) -> Result:
        settings = {"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_BACKUPS": str(backups)}
        return CliRunner().invoke(cli._group(), arguments, env=settings)

    return run


def test_a_first_run_needs_nothing_and_a_second_changes_nothing(
    newsapp: Command, instance: Path
) -> None:
    shutil.rmtree(instance)
    first = newsapp("init")
    assert first.exit_code == 0, first.output
    key = (instance / "secret_key").read_text()
    assert newsapp("init").exit_code == 0
    assert (instance / "secret_key").read_text() == key


@pytest.mark.parametrize("name", ["content.db", "visitors.db"])
def test_a_lost_database_is_not_made_anew(newsapp: Command, instance: Path, name: str) -> None:
    (instance / name).unlink()
    refused = newsapp("init")
    assert refused.exit_code == 1
    assert f"the {name.removesuffix('.db')} database is empty or not there" in refused.output
    assert f"a secret key in {instance}" in refused.output
    assert "newsapp restore BACKUP" in refused.output
    assert newsapp("init", "--accept-loss").exit_code == 0


def test_pictures_alone_tell_of_a_site(newsapp: Command, instance: Path) -> None:
    shutil.rmtree(instance)
    picture = instance / "media" / "pictures" / "aa" / "x.webp"
    picture.parent.mkdir(parents=True)
    picture.touch()
    assert f"pictures or files in {instance / 'media'}" in newsapp("init").output
    assert not (instance / "secret_key").exists()


def test_a_backup_tells_of_a_site_and_is_named(
    app: Flask, newsapp: Command, instance: Path, backups: Path
) -> None:
    made = archive.back_up(backups, {}, at=datetime(2026, 11, 23, tzinfo=UTC))
    database.close()
    shutil.rmtree(instance)
    assert f"newsapp restore {made.path}" in newsapp("init").output


def test_the_check_names_the_same_way_out(instance: Path, backups: Path) -> None:
    (instance / "content.db").unlink()
    environ = {"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_BACKUPS": str(backups)}
    with create_app(environ).app_context():
        found = {finding.code: finding for finding in check.findings()}
        database.close()
    assert "newsapp restore" in found["database-lost"].remedy
    assert "not-migrated" not in found


def test_a_lost_key_is_made_anew_where_that_shuts_nobody_out(
    app: Flask, newsapp: Command, instance: Path, editor: User
) -> None:
    database.close()
    (instance / "secret_key").unlink()
    assert "secret_key is missing" in str(newsapp("check").exception)
    assert newsapp("init").exit_code == 0
    assert (instance / "secret_key").read_text().strip()


def test_a_lost_key_that_codes_are_made_with_is_not(
    app: Flask, newsapp: Command, instance: Path, editor: User
) -> None:
    now = clock.now()
    with writing():
        factor = SecondFactor(user_id=editor.id, seed="a" * 64, started_at=now, confirmed_at=now)
        db.session.add(factor)
    database.close()
    (instance / "secret_key").unlink()
    refused = newsapp("init", "--accept-loss")
    assert refused.exit_code == 1
    assert f"cp BACKUP/secret_key {instance}/" in refused.output
    assert not (instance / "secret_key").exists()
