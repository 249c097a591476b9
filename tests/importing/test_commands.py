"""What the commands of all readers share."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy import func, select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.importing import commands
from newsapp.importing.incoming import Incoming, Item, Reading, Refused, Skipped
from newsapp.registry import registry


def items() -> Iterator[Item]:
    moment = datetime(2020, 5, 20, tzinfo=UTC)
    for number in range(3):
        yield Incoming(
            key=f"old:{number}",
            title=f"=Tin {number}",
            body="<p>Chữ.</p>",
            category="Tin tức",
            state="published",
            published_at=moment,
        )
    yield Skipped("old:menu", "Menu không được lấy.")


@pytest.fixture(autouse=True)
def reader(app: Flask, administrator: User, news: Category) -> None:
    """`newsapp import old`, which a part might add."""

    @click.command("old")
    @click.option("--broken", is_flag=True)
    @commands.options
    @with_appcontext
    def import_old(broken: bool, **given: object) -> None:
        def read() -> Reading:
            if broken:
                raise Refused("Tệp này không phải là bản xuất.")
            return Reading(items(), 4)

        commands.run(read, commands.Options(**given))  # type: ignore[arg-type]

    registry().import_commands.append(import_old)
    commands.add_group(registry())


def imported(app: Flask, *arguments: object) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["import", "old", *map(str, arguments)])
    return done.exit_code, done.output


def articles() -> int:
    return db.session.scalar(select(func.count()).select_from(Article)) or 0


def test_all_comes_and_is_counted(app: Flask) -> None:
    code, said = imported(app)
    assert (code, articles()) == (0, 3)
    assert "skipped: old:menu: Menu không được lấy." in said
    assert said.endswith("3 new, 1 skipped\n")
    assert imported(app)[1].endswith("1 skipped, 3 unchanged\n")


def test_a_dry_run_prints_a_table(app: Flask) -> None:
    code, said = imported(app, "--dry-run")
    assert (code, articles()) == (0, 0)
    assert "new        published  2020-05-20 07:00  Tin tức" in said


def test_the_report_is_a_table_without_formulas(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    imported(app, "--report", path)
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [row["what"] for row in rows] == ["new", "new", "new", "skipped"]
    assert (rows[0]["title"], rows[0]["number"]) == ("'=Tin 0", "1")
    assert rows[3]["notes"] == "Menu không được lấy."


def test_a_file_that_cannot_be_read_is_a_sentence(app: Flask) -> None:
    code, said = imported(app, "--broken")
    assert (code, "Error: Tệp này không phải là bản xuất." in said) == (1, True)


def test_an_unknown_account_is_a_sentence(app: Flask) -> None:
    assert imported(app, "--as", "ai@do.vn")[1].endswith("Error: there is no account ai@do.vn\n")


def test_what_the_account_may_not_do_is_a_sentence(app: Flask, writer: User) -> None:
    code, said = imported(app, "--as", writer.email)
    assert (code, "may not do" in said) == (1, True)
