"""The geometry of a bar chart, which templates/reports/_chart.html draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 240
LEFT, TOP, BOTTOM, RIGHT = 56, 12, 26, 16
"""Margins for the numbers, above the highest bar, for the labels, and for half the last label."""
MOST_LABELS = 12
BAR_SHARE = 0.7
"""The rest of a bar's place is space around it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in units of the drawing. label: "" if there is no room for it."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A horizontal line with its value."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    bars: list[Bar]
    lines: list[Line]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = HEIGHT - BOTTOM


def chart(labels: Sequence[str], values: Sequence[int]) -> Chart:
    """One bar for each value, on a scale from 0 to a round number."""
    highest = max(values, default=0)
    step = _step(highest)
    top = step * max(1, ceil(highest / step))
    unit = (HEIGHT - TOP - BOTTOM) / top
    place = (WIDTH - LEFT - RIGHT) / max(1, len(values))
    every = ceil(len(values) / MOST_LABELS)
    bars = []
    for index, value in enumerate(values):
        has_label = (len(values) - 1 - index) % every == 0
        middle = LEFT + (index + 0.5) * place
        bars.append(
            Bar(
                x=round(middle - place * BAR_SHARE / 2, 1),
                y=_y(value, unit),
                width=round(place * BAR_SHARE, 1),
                height=round(value * unit, 1),
                middle=round(middle, 1),
                label=labels[index] if has_label else "",
            )
        )
    return Chart(bars, [Line(_y(value, unit), value) for value in range(0, top + 1, step)])


def _y(value: int, unit: float) -> float:
    return round(HEIGHT - BOTTOM - value * unit, 1)


def _step(highest: int) -> int:
    """1, 2 or 5 times a power of ten, such that about four steps reach `highest`."""
    least = max(1, highest / 4)
    power = 10 ** floor(log10(least))
    return int(next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least))
