"""What should come out of a page, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from newsapp.page_reading.found import Found
from tests.page_reading.portals import Shape
from tests.page_reading.stories import Story


def differences(found: Found, shape: Shape, story: Story) -> Iterator[tuple[str, bool, object]]:
    """(field, whether it is right, what was found) of every field that the page shows."""
    yield "title", found.title == story.title, found.title
    moment = found.moment
    is_same_day = moment is not None and moment.date() == story.moment.date()
    if shape.has_time:
        yield "day", is_same_day and f"{moment:%H:%M}" == f"{story.moment:%H:%M}", moment
    else:
        yield "day", is_same_day, moment
    for name in ("category", "summary", "byline", "source", "signature"):
        expected = getattr(story, name) if name in shape.shows else ""
        yield name, getattr(found, name) == expected, getattr(found, name)
    yield from _of_body(found, shape, story)


def _of_body(found: Found, shape: Shape, story: Story) -> Iterator[tuple[str, bool, object]]:
    places = [found.body.find(text) for text in story.paragraphs]
    yield "paragraphs", -1 not in places and places == sorted(places), found.body
    strangers = [*story.related, "Bản quyền", "Trang chủ", story.title, "Lượt", "A+", "Ngày đăng"]
    yield "nothing else", not any(text in found.body for text in strangers), found.body
    if not shape.is_text:
        yield "table", all(cell in found.body for row in story.table for cell in row), found.body
        yield "picture", story.picture in found.body, found.body
        yield "file", story.file in found.body, found.body
