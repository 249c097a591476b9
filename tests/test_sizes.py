"""The code stays small: no room grows past its budget, no line, function or file gets long."""

from __future__ import annotations

import pytest

from tests import sizes

MOST_LINES = {
    "all": 39_500,
    "core": 14_900,
    "operations": 4_060,
    "cluster": 540,
    "demo": 310,
    "importing": 1_200,
    "page_reading": 2_260,
    "parts/archive": 580,
    "parts/contact": 900,
    "parts/documents": 1_300,
    "parts/drafts": 1_370,
    "parts/exports": 1_590,
    "parts/feeds": 930,
    "parts/first_steps": 210,
    "parts/identity": 590,
    "parts/imports": 1_000,
    "parts/notices": 270,
    "parts/nukeviet": 500,
    "parts/old_pages": 730,
    "parts/pages": 600,
    "parts/redirects": 890,
    "parts/reports": 1_260,
    "parts/seals": 220,
    "parts/search": 1_330,
    "parts/second_factor": 540,
    "parts/tags": 580,
    "parts/writing": 1_160,
}
"""Room -> the most lines of Python that it may have.

A budget goes down with its room. It goes up only in the commit that adds a feature, by what the
feature needs; a new part may have 1,000 lines.
"""
DENSEST = {"core": 7.6, "operations": 7.5, "cluster": 7.5}
"""Room -> the most tokens a line of code."""
LONGEST_LINE, LONGEST_FUNCTION, LONGEST_FILE = 100, 40, 400
MOST_TOKENS = 250_000


@pytest.fixture(scope="module")
def rooms() -> dict[str, sizes.Size]:
    return sizes.sizes()


def test_every_room_has_a_budget(rooms: dict[str, sizes.Size]) -> None:
    assert rooms.keys() == MOST_LINES.keys()


@pytest.mark.parametrize("room", MOST_LINES)
def test_a_room_stays_within_its_budget(rooms: dict[str, sizes.Size], room: str) -> None:
    assert rooms[room].lines <= MOST_LINES[room]


@pytest.mark.parametrize("room", DENSEST)
def test_a_line_holds_little(rooms: dict[str, sizes.Size], room: str) -> None:
    assert round(rooms[room].density, 2) <= DENSEST[room]


def test_the_whole_stays_within_its_tokens(rooms: dict[str, sizes.Size]) -> None:
    assert rooms["all"].tokens <= MOST_TOKENS


def test_no_line_is_long() -> None:
    for path in sizes.ROOT.rglob("*.py"):
        for number, line in enumerate(path.read_text("utf8").splitlines(), 1):
            text = line.partition("  # ")[0] if "# noqa" in line or "# type:" in line else line
            assert len(text) <= LONGEST_LINE, f"{path}:{number}"


def test_no_function_and_no_file_is_long() -> None:
    assert [where for where, lines in sizes.functions() if lines > LONGEST_FUNCTION] == []
    for path in sizes.ROOT.rglob("*.py"):
        assert len(path.read_text("utf8").splitlines()) <= LONGEST_FILE, path
