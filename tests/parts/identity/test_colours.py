from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

import newsapp
from newsapp.parts.identity import colours

TOKENS = (Path(newsapp.__file__).parent / "static" / "css" / "tokens.css").read_text("utf8")


def tokens(mode: str) -> dict[str, str]:
    """The colours of tokens.css by day, or by night."""
    day, _media, rest = TOKENS.partition("@media screen and (prefers-color-scheme: dark)")
    found = re.findall(
        r"--([a-z-]+): #([0-9a-f]{6});", day if mode == "light" else rest.partition("}")[0]
    )
    return dict(found)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("000000", "ffffff", 21.0),
        ("ffffff", "ffffff", 1.0),
        ("767676", "ffffff", 4.54),
        ("0000ff", "ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert round(colours.contrast(one, other), 2) == round(colours.contrast(other, one), 2) == ratio


def test_every_palette_that_is_offered_can_be_read(app: Flask) -> None:
    offered = [colour for colour in colours.PALETTES if colour]
    assert len(offered) == 7
    assert [colour for colour in offered if list(colours.failures(colour))] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_sites_own_colours_can_be_read_too(mode: str) -> None:
    own = colours.BASE[mode] | {
        name: tokens(mode)[name] for name in ("accent", "accent-soft", "link")
    }
    assert [p for p in colours.PAIRS if colours.contrast(own[p[0]], own[p[1]]) < p[2]] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_the_chosen_colour_is_held_against_is_what_the_style_sheet_says(mode: str) -> None:
    said = tokens(mode)
    assert {
        name: said.get(name, value) for name, value in colours.BASE[mode].items()
    } == colours.BASE[mode]
    assert {"paper", "ground", "ink", "accent-ink"} <= said.keys()


@pytest.mark.parametrize("colour", ["ffffff", "ffff00", "e0e0e0", "ff8800", "777777"])
def test_a_faint_colour_fails_with_its_figures(colour: str) -> None:
    failures = list(colours.failures(colour))
    assert failures
    assert all(failure.has < failure.needs for failure in failures)


def test_any_dark_enough_colour_makes_a_scheme_that_can_be_read() -> None:
    levels = (0, 0x33, 0x66, 0x99, 0xCC, 0xFF)
    for red in levels:
        for green in levels:
            for blue in levels:
                colour = f"{red:02x}{green:02x}{blue:02x}"
                if (
                    min(colours.contrast(colour, "ffffff"), colours.contrast(colour, "f4f6f5"))
                    >= 5.5
                ):
                    assert list(colours.failures(colour)) == [], colour
                assert all(failure.mode == "light" for failure in colours.failures(colour)), colour


def test_the_mark_of_the_focus_needs_three_to_one() -> None:
    faint = {failure.drawn: failure.needs for failure in colours.failures("b07a3a")}
    assert (faint["ring"], faint["accent-ink"]) == (3.0, 4.5)
