"""`newsapp backup`, `restore`, `drill`, `sweep`, as an administrator types them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from newsapp import cli, database
from newsapp.articles.models import Article
from newsapp.operations import release
from newsapp.operations.backup import lock

Command = Callable[..., Result]


@pytest.fixture
def newsapp(app: Flask, stories: list[Article], instance: Path, backups: Path) -> Command:
    """The command line on the site, which nobody has open."""
    database.close()

    def run(*arguments: str | Path, typed: str | None = None, **environ: str) -> Result:
        settings = {"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_BACKUPS": str(backups)} | environ
        return CliRunner().invoke(
            cli._group(), [str(a) for a in arguments], input=typed, env=settings
        )

    return run


def retitle(instance: Path, title: str) -> None:
    with closing(sqlite3.connect(instance / "content.db")) as connection, connection:
        connection.execute("UPDATE article SET title = ? WHERE id = 1", (title,))


def title(instance: Path) -> str:
    with closing(sqlite3.connect(instance / "content.db")) as connection:
        return str(connection.execute("SELECT title FROM article WHERE id = 1").fetchone()[0])


def test_unasked_it_goes_to_the_folder_of_the_settings(newsapp: Command, backups: Path) -> None:
    done = newsapp("backup", "--keep", "3")
    assert done.exit_code == 0, done.output
    assert str(backups) in done.output
    assert "0.0 MB of it new" not in done.output
    assert len(list(backups.iterdir())) == 1


def test_the_drill_takes_the_latest_and_says_how_it_went(newsapp: Command, backups: Path) -> None:
    newsapp("backup")
    done = newsapp("drill")
    assert done.exit_code == 0, done.output
    assert "10 articles were read" in done.output
    (next(backups.iterdir()) / "secret_key").unlink()
    done = newsapp("drill")
    assert done.exit_code == 1
    assert "secret_key is missing from this backup" in done.output


def test_without_a_backup_the_drill_says_so(newsapp: Command) -> None:
    done = newsapp("drill")
    assert done.exit_code == 1
    assert "is not there" in done.output


def test_restoring_asks_first(newsapp: Command, instance: Path) -> None:
    newsapp("backup")
    retitle(instance, "Khác")
    refused = newsapp("restore", instance.parent / "backups", typed="n\n")
    assert refused.exit_code == 1
    assert title(instance) == "Khác"
    done = newsapp("restore", instance.parent / "backups", typed="y\n")
    assert done.exit_code == 0, done.output
    assert title(instance) == "Kế hoạch năm <2027> & sau"
    assert "A former state is kept in" in done.output


def test_the_former_state_goes_when_told(newsapp: Command, instance: Path) -> None:
    newsapp("backup")
    newsapp("restore", instance.parent / "backups", "--yes")
    assert newsapp("restore", "--forget-former").output == "Deleted 1 former states\n"
    assert newsapp("restore", "--forget-former").output == "There is no former state\n"
    assert newsapp("restore").exit_code == 2


def test_settings_that_differ_are_named(newsapp: Command, instance: Path) -> None:
    newsapp("backup", NEWSAPP_LANGUAGE="en", NEWSAPP_HOSTS='a"b$.vn')
    done = newsapp("restore", instance.parent / "backups", "--yes")
    assert "NEWSAPP_HOSTS, NEWSAPP_LANGUAGE" in done.output
    assert (instance / "settings.env").read_text().splitlines()[1:] == [
        'NEWSAPP_HOSTS="a\\"b\\$.vn"',
        'NEWSAPP_LANGUAGE="en"',
    ]
    assert (instance / "settings.env").stat().st_mode & 0o077 == 0


def test_a_new_machine_needs_nothing_but_the_backup(
    newsapp: Command, instance: Path, tmp_path: Path
) -> None:
    newsapp("backup", tmp_path / "site.tar.gz")
    done = newsapp("restore", tmp_path / "site.tar.gz", NEWSAPP_INSTANCE=str(tmp_path / "new"))
    assert done.exit_code == 0, done.output
    assert title(tmp_path / "new") == title(instance)
    assert (tmp_path / "new" / "secret_key").read_text() == (instance / "secret_key").read_text()


def test_two_operations_do_not_meet(newsapp: Command, instance: Path) -> None:
    with lock.exclusive(instance):
        for command in ("backup", "drill", "sweep"):
            done = newsapp(command)
            assert done.exit_code == 1
            assert "another backup, restore, upgrade or sweep is at work" in done.output
    assert newsapp("sweep").output == "Swept 0 leftovers\n"


def test_a_wrong_place_is_a_sentence(newsapp: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = newsapp("backup", tmp_path / "file" / "below")
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert "Traceback" not in done.output


def test_the_version_is_that_of_newsapp(newsapp: Command) -> None:
    assert newsapp("--version").output == f"newsapp {release.version()}\n"


def test_without_another_place_nothing_is_sent(newsapp: Command) -> None:
    done = newsapp("offsite")
    assert (done.exit_code, done.output) == (0, "NEWSAPP_OFFSITE names no place\n")
