"""How much of old portals' pages is read right: pages of many shapes, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from newsapp.articles import sanitise
from newsapp.page_reading import article
from newsapp.page_reading.found import Found
from tests.page_reading import rough_portals
from tests.page_reading.expectations import differences
from tests.page_reading.portals import SHAPES, Shape
from tests.page_reading.stories import STORIES, ZONE, Story

assert rough_portals.__name__, "its shapes are among SHAPES"
LEAST_RIGHT = 0.95


class Field(NamedTuple):
    page: str
    name: str
    is_right: bool
    is_warned: bool
    found: object


def read(shape: Shape, story: Story) -> Found:
    page = shape.render(story)
    html = sanitise.paragraphs(page) if shape.is_text else page
    now = datetime(2026, 11, 30, tzinfo=UTC)
    return article.read(html, ZONE, now, kind="text" if shape.is_text else "page")


@pytest.fixture(scope="module")
def fields(sentences: None) -> list[Field]:
    return list(_all_fields())


def _all_fields() -> Iterator[Field]:
    for shape in SHAPES:
        for number, story in enumerate(STORIES):
            found = read(shape, story)
            is_warned = bool(found.warnings) or found.title_is_guess
            for name, is_right, value in differences(found, shape, story):
                page = f"{shape.name} {number}"
                yield Field(page, name, is_right, is_warned, value)


def test_there_are_many_pages_of_many_shapes() -> None:
    assert len(SHAPES) >= 20
    assert len(SHAPES) * len(STORIES) >= 80


def test_most_fields_are_right(fields: list[Field]) -> None:
    right = [field for field in fields if field.is_right]
    assert len(right) / len(fields) >= LEAST_RIGHT, [f for f in fields if not f.is_right]


def test_no_field_is_wrong_without_a_warning(fields: list[Field]) -> None:
    assert [field for field in fields if not field.is_right and not field.is_warned] == []


def test_warnings_are_few(fields: list[Field]) -> None:
    pages = {field.page for field in fields}
    warned = {field.page for field in fields if field.is_warned}
    assert len(warned) <= len(pages) / 10, sorted(warned)
