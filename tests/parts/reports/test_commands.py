from __future__ import annotations

from click.testing import Result
from flask import Flask

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.visitors import counter
from newsapp.visitors.sessions import session
from tests import cast


def run(app: Flask, *arguments: str) -> Result:
    result = app.test_cli_runner().invoke(args=["visitors", *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_the_command_prints_the_counts(app: Flask, editor: User, news: Category) -> None:
    article = cast.live(editor, news)
    number = article.id
    db.session.remove()
    counter().hit(session("a", 0), is_page=True, article=number)
    counter().flush()
    output = run(app, "--period", "years").output
    assert "Online 1   today 1   month 1   total 1" in output
    assert output.splitlines()[3].split()[1:] == ["1", "1", "#" * 30]
    assert output.splitlines()[-1].split(maxsplit=1) == ["1", "Hội nghị về cải cách hành chính"]


def test_the_command_sets_the_initial_total(app: Flask) -> None:
    assert "1,204,331" in run(app, "set-initial", "1204331").output
