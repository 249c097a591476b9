"""The point of a cover that stays in sight where lists cut it to another shape.

It is kept in per cent from the left and from the top, as "50,30".
"""

from __future__ import annotations

import re

MIDDLE = "50,50"
_POINT = re.compile(r"(100|[1-9]?[0-9]),(100|[1-9]?[0-9])", re.ASCII)


def read(text: str) -> str:
    """Return the point as it is kept: "" for the middle, and for what is no point."""
    point = text.strip()
    is_point = _POINT.fullmatch(point) is not None
    return point if is_point and point != MIDDLE else ""


def css_classes(focus: str) -> str:
    """Return the classes that put a picture so, in steps of ten per cent; "" for the middle.

    They are classes because the content security policy allows no style attribute.
    """
    point = _POINT.fullmatch(focus)
    if point is None:
        return ""
    across, down = [(int(part) + 5) // 10 for part in point.groups()]
    return f"focus focus-x-{across} focus-y-{down}"
