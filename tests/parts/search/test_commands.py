from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from newsapp.accounts.models import User
from newsapp.articles import queries
from newsapp.categories.models import Category
from newsapp.clock import now
from newsapp.database import db, writing
from newsapp.parts.search import article_index, check, finding
from newsapp.parts.search.question import ask
from tests import cast


def total(words: str) -> int:
    return finding.count(ask(words), finding.SearchFilter(queries.hidden(now())))


def codes() -> list[str]:
    return [finding.code for finding in check.look()]


BREAKS = {
    "a row is missing": "DELETE FROM search_entry WHERE article_id = 1",
    "a row is old": "UPDATE search_entry SET version = 0 WHERE article_id = 1",
    "a row was made otherwise": "UPDATE search_entry SET form = 0, title_fold = 'xyz' WHERE article_id = 1",
}


@pytest.mark.parametrize("broken", BREAKS)
def test_rebuilding_puts_right_what_the_check_finds(
    app: Flask, editor: User, news: Category, broken: str
) -> None:
    for title in ("Một bài", "Hai bài"):
        cast.live(editor, news, title)
    assert codes() == []
    with writing():
        db.session.execute(text(BREAKS[broken]))
    assert codes() == ["search-disagrees"]
    done = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert "1 articles were indexed anew" in done.output, done.output
    assert codes() == []
    assert total("mot bai") == 1


@pytest.mark.sqlite
def test_words_that_were_lost_are_looked_up_anew(app: Flask, editor: User, news: Category) -> None:
    cast.live(editor, news, "Một bài")
    with writing():
        db.session.execute(text("INSERT INTO search_words (search_words) VALUES ('delete-all')"))
    assert (total("mot bai"), codes()) == (0, ["search-damaged"])
    assert article_index.rebuild(lambda _done: None) == 0
    assert (total("mot bai"), codes()) == (1, [])


@pytest.mark.sqlite
def test_words_that_stand_wrong_are_seen(app: Flask, editor: User, news: Category) -> None:
    cast.live(editor, news, "Một bài")
    with writing():
        db.session.execute(text("DROP TRIGGER search_entry_update"))
        db.session.execute(text("UPDATE search_entry SET title_fold = 'khac'"))
    assert codes() == ["search-damaged"]
