from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from newsapp.web.pagination import Page, page_of


@pytest.mark.parametrize(("total", "last"), [(0, 1), (1, 1), (12, 1), (13, 2), (24, 2), (25, 3)])
def test_the_last_page(total: int, last: int) -> None:
    assert Page(1, 12, total).last == last


@pytest.mark.parametrize(
    ("number", "last", "offered"),
    [
        (1, 1, [1]),
        (1, 2, [1, 2]),
        (1, 9, [1, 2, None, 9]),
        (3, 9, [1, 2, 3, 4, None, 9]),
        (4, 9, [1, 2, 3, 4, 5, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
        (7, 9, [1, None, 6, 7, 8, 9]),
    ],
)
def test_the_numbers_offered(number: int, last: int, offered: list[int | None]) -> None:
    assert Page(number, 1, last).numbers == offered


@pytest.mark.parametrize(
    "asked", ["0", "-1", "abc", "", "1.5", "²", "+1", " 1", "1" * 22, "9" * 5000, "1000001", "4"]
)
def test_what_is_no_page_is_not_found(app: Flask, asked: str) -> None:
    with app.test_request_context("/", query_string={"page": asked}), pytest.raises(NotFound):
        page_of(25, 12)


def test_a_page_knows_where_it_begins(app: Flask) -> None:
    with app.test_request_context("/?page=3"):
        assert page_of(25, 12).offset == 24
    with app.test_request_context("/"):
        assert page_of(0, 12).offset == 0
