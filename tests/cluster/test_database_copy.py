"""Moving a site between SQLite and PostgreSQL."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import create_engine, func, insert, select, text

from newsapp.accounts.models import User
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.cluster.commands import copy_database
from newsapp.database import db, writing
from newsapp.visitors.models import HourlyCount, VisitorTotal
from tests import cast, postgresql, servers

needs_postgresql = pytest.mark.skipif(not postgresql.server(), reason=postgresql.REMEDY)


def copy(app: Flask, source: str, target: str) -> Result:
    return app.test_cli_runner().invoke(copy_database, [source, target])


def address(instance: Path, name: str = "content") -> str:
    return f"sqlite:///{instance / name}.db"


@pytest.fixture
def filled(app: Flask, editor: User, news: Category) -> None:
    """Articles with letters that sort differently, one gone that had the highest number."""
    for number in range(6):
        cast.live(editor, news, f"Bài “{number}” Đ đ é ế 漢 🌾", attachments=[])
    gone = cast.draft(editor, news, "Sẽ xóa")
    with writing():
        db.session.delete(db.session.get_one(Article, gone.id))


def rows(url: str, query: Any) -> list[Any]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(query)]
    engine.dispose()
    return found


@pytest.mark.sqlite
@needs_postgresql
def test_a_site_goes_to_postgresql_and_comes_back(
    app: Flask, filled: None, instance: Path, tmp_path: Path
) -> None:
    everything = select(Article.__table__).order_by(Article.id)
    before = rows(
        address(instance), select(Article.id, Article.title, Article.body).order_by(Article.id)
    )
    with postgresql.new_database() as there:
        gone = copy(app, address(instance), there)
        assert gone.exit_code == 0, gone.output
        assert "Every row is there, and like the original." in gone.output
        assert (
            rows(there, select(Article.id, Article.title, Article.body).order_by(Article.id))
            == before
        )
        assert _next_number(there) == 8, (
            "no number is given twice, not even that of an article which is gone"
        )
        back = copy(app, there, address(tmp_path, "back"))
        assert back.exit_code == 0, back.output
    here = address(tmp_path, "back")
    assert rows(here, everything) == rows(address(instance), everything)
    assert rows(here, text("SELECT seq FROM sqlite_sequence WHERE name = 'article'")) == [(8,)]
    assert rows(here, select(func.count()).select_from(Revision)) == [(6,)]


@pytest.mark.sqlite
@pytest.mark.server
def test_the_command_alone_copies_every_row(filled: None, instance: Path, tmp_path: Path) -> None:
    """In a process of its own, where no site was made before."""
    said = servers.newsapp(instance, "copy-database", address(instance), address(tmp_path, "copy"))
    assert re.search(r"^ +6 article  [0-9a-f]{16}$", said, re.MULTILINE)
    everything = select(Article.__table__).order_by(Article.id)
    assert rows(address(tmp_path, "copy"), everything) == rows(address(instance), everything)


def _next_number(url: str) -> int:
    number: int = rows(url, text("SELECT nextval(pg_get_serial_sequence('article', 'id'))"))[0][0]
    return number


@pytest.mark.sqlite
def test_visitors_are_a_database_of_their_own(app: Flask, instance: Path, tmp_path: Path) -> None:
    with (
        db.engines["visitors"].connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        connection.execute(insert(VisitorTotal), [{"id": 1, "visits": 2**40, "pages": 2**41}])
        connection.execute(
            insert(HourlyCount), [{"hour": n * 3600, "visits": n, "pages": n} for n in range(1200)]
        )
    done = copy(app, address(instance, "visitors"), address(tmp_path, "copy"))
    assert done.exit_code == 0, done.output
    assert rows(address(tmp_path, "copy"), select(VisitorTotal.visits, VisitorTotal.pages)) == [
        (2**40, 2**41)
    ]
    assert rows(address(tmp_path, "copy"), select(func.count(), func.sum(HourlyCount.visits))) == [
        (1200, 719400)
    ]


@pytest.mark.sqlite
def test_a_database_with_something_in_it_is_left_alone(
    app: Flask, filled: None, instance: Path, tmp_path: Path
) -> None:
    target = address(tmp_path, "copy")
    assert copy(app, address(instance), target).exit_code == 0
    again = copy(app, address(instance), target)
    assert again.exit_code == 1
    assert "the target is not empty" in again.output
    assert rows(target, select(func.count()).select_from(Article)) == [(6,)]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("sqlite:////nonexistent/content.db", "unable to open database file"),
        ("sqlite:///{}/empty.db", "holds no site"),
        ("mysql://localhost/x", "can be opened here"),
        ("nonsense", "can be opened here"),
    ],
)
def test_what_is_no_site_is_told_plainly(
    app: Flask, tmp_path: Path, source: str, said: str
) -> None:
    done = copy(app, source.format(tmp_path), address(tmp_path, "copy"))
    assert done.exit_code == 1
    assert said in done.output


@pytest.mark.sqlite
def test_an_older_source_is_to_be_migrated_first(
    app: Flask, filled: None, instance: Path, tmp_path: Path
) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    done = copy(app, address(instance), address(tmp_path, "copy"))
    assert done.exit_code == 1
    assert "newsapp init" in done.output
    assert not (tmp_path / "copy.db").exists()
