"""The geometry of a bar chart, for components/_chart.html to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

WIDTH, HEIGHT = 720, 240
LEFT, TOP, BOTTOM, RIGHT = 56, 12, 26, 16
"""Room for the numbers at the side, above the highest bar, for the labels below, and for half of the last one."""
LABELS = 12
"""At most so many labels below; where there are more bars, some go without."""


@dataclass(frozen=True, slots=True)
class Bar:
    """x, y, width, height: units of the drawing. label is empty where there is no room for it."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A level with its number."""

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
    """One bar for each value, on a scale that begins at 0 and ends on a round number."""
    step = _step(max(values, default=0))
    top = step * max(1, -(-max(values, default=0) // step))
    room, width = HEIGHT - TOP - BOTTOM, (WIDTH - LEFT - RIGHT) / max(1, len(values))
    every = -(-len(values) // LABELS)
    bars = []
    for n, (label, value) in enumerate(zip(labels, values, strict=True)):
        height = room * value / top
        shown = label if (len(values) - 1 - n) % every == 0 else ""
        x = LEFT + n * width
        bars.append(
            Bar(
                x=round(x + width * 0.15, 1),
                y=round(HEIGHT - BOTTOM - height, 1),
                width=round(width * 0.7, 1),
                height=round(height, 1),
                middle=round(x + width / 2, 1),
                label=shown,
            )
        )
    lines = [Line(round(HEIGHT - BOTTOM - room * value / top, 1), value) for value in range(0, top + 1, step)]
    return Chart(bars, lines)


def _step(highest: int) -> int:
    """1, 2 or 5 times a power of ten, so that some four levels reach `highest`."""
    rough = max(1, highest / 4)
    power = 10 ** floor(log10(rough))
    return int(next(power * n for n in (1, 2, 5, 10) if power * n >= rough))
