from __future__ import annotations

import pytest

from newsapp.parts.reports.charts import chart


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        ([0, 0], [0, 1]),
        ([1], [0, 1]),
        ([3, 7], [0, 2, 4, 6, 8]),
        ([234_283], [0, 100_000, 200_000, 300_000]),
        ([], [0, 1]),
    ],
)
def test_the_scale_ends_on_a_round_number(values: list[int], levels: list[int]) -> None:
    assert [line.value for line in chart(["x"] * len(values), values).lines] == levels


def test_bars_stand_on_the_base_and_keep_to_the_drawing() -> None:
    drawn = chart([str(n) for n in range(30)], list(range(30)))
    assert all(
        round(bar.y + bar.height, 1) == pytest.approx(drawn.base, abs=0.11) for bar in drawn.bars
    )
    assert all(drawn.left <= bar.x and bar.x + bar.width <= drawn.width for bar in drawn.bars)
    assert drawn.bars[29].label == "29"
    assert sum(bool(bar.label) for bar in drawn.bars) == 10
