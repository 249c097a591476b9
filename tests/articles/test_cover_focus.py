"""What of a cover stays in sight where it is cut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import newsapp
from newsapp.articles.cover_focus import css_classes, read


@pytest.mark.parametrize("text", ["0,0", "100,100", "30,70", " 5,95 "])
def test_a_point_is_kept(text: str) -> None:
    assert read(text) == text.strip()


@pytest.mark.parametrize(
    "text", ["", "50,50", "101,0", "-1,5", "5", "5,5,5", "a,b", "05,5", "5.5,5", '5,5" onload="x']
)
def test_the_middle_and_what_is_no_point_are_nothing(text: str) -> None:
    assert read(text) == ""


def test_every_point_has_its_classes_in_the_style_sheet() -> None:
    css = (Path(newsapp.__file__).parent / "static/css/focus.css").read_text("utf8")
    there = set(re.findall(r"\.(focus[\w-]*)", css))
    for across in range(101):
        assert set(css_classes(f"{across},{100 - across}").split()) <= there
    assert css_classes("34,66") == "focus focus-x-3 focus-y-7"
    assert css_classes("") == ""
    assert "--focus-x: 30%" in re.sub(r"\n", "", css).split(".focus-x-3 ")[1].split("}")[0]
