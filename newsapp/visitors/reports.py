"""What the counts tell over time."""

from __future__ import annotations

from typing import NamedTuple


class Hour(NamedTuple):
    """hour: Unix time at which it starts on the site's own clock."""

    hour: int
    visits: int
    pages: int
