"""Questions and the titles that must be among what they find: every one, on either database."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import queries, workflow
from newsapp.categories.models import Category
from newsapp.database import writing
from newsapp.parts.search import finding
from newsapp.parts.search.question import ask
from tests import cast

LINES = [
    line.partition(" = ")
    for line in Path(__file__).with_name("recall.txt").read_text("utf8").splitlines()
]
PAIRS = [(question, title) for title, _, questions in LINES for question in questions.split(" | ")]
"""Beside, the same question is asked as other keyboards write it, and as half of a question that
was pasted.
"""


def found(question: str) -> finding.SearchResults:
    return finding.find(ask(question), finding.SearchFilter(queries.hidden(clock.now())), 0, 50)


@pytest.fixture
def titles(app: Flask, editor: User, news: Category) -> dict[int, str]:
    """Number -> title of an article for each."""
    with writing():
        made = [
            workflow.create(cast.content(news, title), actor=editor, at=clock.now())
            for title, *_ in LINES
        ]
        for article in made:
            workflow.publish(article, actor=editor, at=clock.now())
    return {article.id: article.title for article in made}


def test_there_are_enough_of_them() -> None:
    assert len(set(PAIRS)) >= 150


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_every_title_is_found(titles: dict[int, str], form: str) -> None:
    missed = []
    for question, title in PAIRS:
        numbers = found(unicodedata.normalize(form, question)).article_ids
        if unicodedata.normalize("NFC", title) not in {titles[number] for number in numbers}:
            missed.append((question, title))
    assert missed == []


def test_every_title_is_found_by_itself_first(titles: dict[int, str]) -> None:
    for title in titles.values():
        assert titles[found(title).article_ids[0]] == title


def test_the_list_tells_the_titles_apart(titles: dict[int, str]) -> None:
    """A search that finds everything would pass the others."""
    most = [found(question).total for question, _ in PAIRS]
    assert sum(most) / len(most) < 3
