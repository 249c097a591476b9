from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from newsapp.articles.content import NAMES, Content
from newsapp.parts.drafts import differences

BASE = Content(
    title="Tập huấn", body="<p>Một.</p>\n<p>Hai.</p>\n<p>Ba.</p>", category_id=1, summary="Tóm tắt"
)
THEIRS = Content(
    title="Tập huấn",
    body="<p>Một.</p>\n<p>Hai rưỡi.</p>\n<p>Ba.</p>",
    category_id=1,
    summary="Của họ",
)
MINE = Content(
    title="Lớp tập huấn",
    body="<p>Một.</p>\n<p>Hai.</p>\n<p>Ba.</p>\n<p>Bốn.</p>",
    category_id=1,
    summary="Tóm tắt",
)


def test_it_says_where_they_differ_and_who_changed_what() -> None:
    found = differences.compare(THEIRS, MINE, BASE)
    assert [(group.name, group.suggested) for group in found.groups] == [
        ("title", "mine"),
        ("summary", "theirs"),
    ]
    differing = [piece for piece in found.pieces if piece.number]
    assert [(piece.theirs, piece.mine, piece.suggested) for piece in differing] == [
        ("<p><mark>Hai rưỡi.</mark></p>", "<p><mark>Hai.</mark></p>", "theirs"),
        ("", "<p><mark>Bốn.</mark></p>", "mine"),
    ]


def test_what_is_suggested_joins_both_works() -> None:
    found = differences.compare(THEIRS, MINE, BASE)
    choices = {f"group-{group.name}": group.suggested for group in found.groups}
    choices |= {f"piece-{piece.number}": piece.suggested for piece in found.pieces if piece.number}
    merged = differences.merge(THEIRS, MINE, choices)
    assert (merged.title, merged.summary) == ("Lớp tập huấn", "Của họ")
    assert merged.body == "<p>Một.</p>\n<p>Hai rưỡi.</p>\n<p>Ba.</p>\n<p>Bốn.</p>"


def test_where_both_changed_the_same_place_both_are_kept() -> None:
    mine = Content(
        title="Tập huấn", body="<p>Một.</p>\n<p>Hai của tôi.</p>\n<p>Ba.</p>", category_id=1
    )
    (piece,) = [piece for piece in differences.compare(THEIRS, mine, BASE).pieces if piece.number]
    assert piece.suggested == "both"
    merged = differences.merge(THEIRS, mine, {"piece-1": "both"})
    assert merged.body == "<p>Một.</p>\n<p>Hai rưỡi.</p>\n<p>Hai của tôi.</p>\n<p>Ba.</p>"


def test_a_paragraph_taken_out_by_one_stays_out() -> None:
    mine = Content(title="Tập huấn", body="<p>Một.</p>\n<p>Ba.</p>", category_id=1)
    theirs = Content(title="Tập huấn", body=BASE.body, category_id=1)
    (piece,) = [piece for piece in differences.compare(theirs, mine, BASE).pieces if piece.number]
    assert piece.suggested == "mine"


def test_marks_never_cut_a_tag() -> None:
    mine = Content(title="Tập huấn", body="<p>Một <strong>hai ba</strong> bốn</p>", category_id=1)
    theirs = Content(
        title="Tập huấn", body="<p>Một <em>hai</em> <strong>năm</strong> bốn</p>", category_id=1
    )
    (piece,) = differences.compare(theirs, mine, None).pieces
    assert "<mark>" in piece.theirs
    assert piece.theirs.replace("<mark>", "").replace("</mark>", "") == theirs.body
    assert piece.mine.replace("<mark>", "").replace("</mark>", "") == mine.body


OTHERS: dict[str, Any] = {
    "category_id": 2,
    "published_on": date(2026, 11, 20),
    "cover_id": 7,
    "cover_decorative": True,
    "attachments": [{"id": 1, "title": "Biểu mẫu"}],
    "tags": ["học bổng"],
}
"""A value of each field that is no text, other than the one in BASE."""


@pytest.mark.parametrize("name", [name for name in NAMES if name != "body"])
def test_every_field_is_compared_and_merged(name: str) -> None:
    theirs = replace(BASE, **{name: OTHERS.get(name, "Của họ")})
    (group,) = differences.compare(theirs, BASE, BASE).groups
    assert group.suggested == "theirs"
    assert differences.merge(theirs, BASE, {f"group-{group.name}": "theirs"}) == theirs
    assert differences.merge(theirs, BASE, {f"group-{group.name}": "mine"}) == BASE
