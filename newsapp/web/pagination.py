"""Numbered pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import abort, request

LAST_PAGE = 1_000_000
_NUMBER = re.compile("[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` (from 1) of `total` items, `size` on each page."""

    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def numbers(self) -> list[int | None]:
        """The page numbers to link: the first, the last and those around this page.

        None stands for a gap of two numbers or more.
        """
        candidates = {1, self.number - 1, self.number, self.number + 1, self.last}
        linked: list[int | None] = []
        before = 0
        for number in sorted(candidates):
            if not 1 <= number <= self.last:
                continue
            if number - before == 2:
                linked.append(number - 1)
            elif number - before > 2:
                linked.append(None)
            linked.append(number)
            before = number
        return linked


def requested_page() -> int:
    """The `page` in the query, 1 by default; 404 if that is no page number."""
    text = request.args.get("page", "1")
    if not _NUMBER.fullmatch(text):
        abort(404)
    number = int(text)
    return number if 1 <= number <= LAST_PAGE else abort(404)


def page_of(total: int, size: int) -> Page:
    """The requested page of `total` items; 404 if there is no such page."""
    page = Page(requested_page(), size, total)
    return page if page.number <= page.last else abort(404)
