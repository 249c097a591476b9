"""The page of the samples, as text and in every shape of HTML, field by field."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsapp.articles import sanitise
from newsapp.page_reading import article, decoding
from newsapp.page_reading.found import Found
from tests import moving
from tests.page_reading.stories import ZONE

pytestmark = [pytest.mark.usefixtures("sentences"), moving.needed]
PAGES = moving.expected("html")
CATEGORY = "Hoạt động Sở, Ngành"


def read(path: Path) -> Found:
    text = decoding.decode(path.read_bytes()).text
    is_text = path.suffix == ".txt"
    html = sanitise.paragraphs(text) if is_text else text
    now = datetime(2026, 11, 30, tzinfo=UTC)
    return article.read(html, ZONE, now, kind="text" if is_text else "page")


def paragraphs() -> list[str]:
    """Those of the sample page, as its text has them."""
    blocks = (moving.FOLDER.parent / "portal-page.txt").read_text("utf-8").split("\n\n")
    long = [" ".join(block.split()) for block in blocks]
    begin = next(n for n, block in enumerate(long) if block.startswith("Vào lúc 08 giờ 30"))
    return long[begin:-1]


def in_order(found: Found, texts: list[str]) -> bool:
    said = sanitise.plain(sanitise.clean(found.body))
    places = [said.find(text) for text in texts]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_what_is_expected(name: str) -> None:
    found, expected = read(moving.FOLDER / "html" / f"{name}.html"), PAGES[name]
    check(found, expected)
    assert found.title == expected["title"]
    assert f"{found.moment:%Y-%m-%d}" == expected["date"]
    assert (found.title_is_guess, found.warnings) == (False, [])
    assert "Tin khác số" not in found.body
    assert "Bản quyền" not in found.body
    assert found.body.count("<table") == 1


def check(found: Found, expected: dict[str, Any]) -> None:
    names = {"author": "byline", "source": "source", "summary": "summary"}
    for name, own_name in names.items():
        if name in expected:
            assert getattr(found, own_name) == expected[name]
    if expected.get("short"):
        assert in_order(found, ["Trân trọng thông báo lịch tiếp công dân.", "Châu Phú", "Đã ký"])
        return
    assert len(paragraphs()) == expected["paragraphs"]
    assert in_order(found, paragraphs())
    assert found.signature == "NV"
    assert found.body.count("<img") == 1


def test_the_page_as_text() -> None:
    found = read(moving.FOLDER.parent / "portal-page.txt")
    assert found.title == next(iter(PAGES.values()))["title"]
    assert f"{found.moment:%d/%m/%Y}" == "20/05/2020"
    assert (found.category, found.byline, found.signature) == (CATEGORY, "", "NV")
    assert in_order(found, paragraphs())
    assert found.warnings == []


def test_the_old_table_names_its_category() -> None:
    assert read(moving.FOLDER / "html" / "4-old-table.html").category == CATEGORY
