"""What a page asks of the database when it is not ready, right after a change: the most it may ask
is held here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from newsapp import create_app
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast
from tests.pages import PageClient
from tests.statements import statements


@pytest.fixture
def app(instance: Path) -> Iterator[Flask]:
    """The site without ready pages."""
    app = create_app({"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_PAGE_CACHE": "0"}, TESTING=True)
    with app.app_context():
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.parts
@pytest.mark.parametrize(
    ("address", "most"),
    [("/tin-tuc/2/tin-so-2", 7), ("/", 7), ("/chuyen-muc/hoat-dong-so-nganh?page=2", 8)],
)
def test_a_page_asks_little(
    client: PageClient, editor: User, news: Category, address: str, most: int
) -> None:
    for n in range(1, 15):
        cast.live(editor, news, f"Tin số {n}")
    db.session.remove()
    with statements() as sent:
        assert client.get(address).status_code == 200
    assert len(sent) <= most, sent


@pytest.mark.parts
def test_an_article_after_another_asks_for_itself_and_what_stands_beside_it(
    client: PageClient, editor: User, news: Category
) -> None:
    """What is the same on both was asked once; how often it was read is the visitors' database's to
    say.
    """
    articles = [cast.live(editor, news) for _ in range(2)]
    first, second = (f"/tin-tuc/{article.id}/{article.slug}" for article in articles)
    client.get(first)
    db.session.remove()
    with statements() as sent:
        assert client.get(second).status_code == 200
    assert len(sent) == 2, sent


@pytest.mark.parts
def test_the_neighbours_are_the_nearest(client: PageClient, editor: User, news: Category) -> None:
    for n in range(1, 9):
        cast.live(editor, news, f"Tin số {n}")
    answer = client.get("/tin-tuc/6/tin-so-6")
    titles = [link.text_content() for link in answer.page.find_class("related")[0].iter("a")]
    assert titles == ["Tin số 4", "Tin số 3", "Tin số 2", "Tin số 1", "Tin số 8"]
    assert answer.words(".neighbours") == ["Tin mới hơn Tin số 7Tin cũ hơn Tin số 5"]


@pytest.mark.parts
def test_the_first_and_the_last_have_one_neighbour(
    client: PageClient, editor: User, news: Category
) -> None:
    for n in (1, 2):
        cast.live(editor, news, f"Tin số {n}")
    assert client.get("/tin-tuc/2/tin-so-2").words(".neighbours") == ["Tin cũ hơn Tin số 1"]
    assert client.get("/tin-tuc/1/tin-so-1").words(".neighbours") == ["Tin mới hơn Tin số 2"]
