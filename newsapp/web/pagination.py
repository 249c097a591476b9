"""Numbered pages."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request

LAST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` (from 1) of `total` things, `size` on each."""

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
        """The numbers to offer: the ends and the neighbours of this page; None where some are left out."""
        offered = sorted(
            n for n in {1, self.last, self.number - 1, self.number, self.number + 1} if 1 <= n <= self.last
        )
        shown: list[int | None] = []
        for before, n in zip([0, *offered], offered, strict=False):
            if n - before == 2:
                shown.append(n - 1)
            elif n - before > 2:
                shown.append(None)
            shown.append(n)
        return shown


def requested_page() -> int:
    """The `page` that the address asks for; 404 where that is no page number."""
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and 1 <= int(text) <= LAST_PAGE):
        abort(404)
    return int(text)


def page_of(total: int, size: int) -> Page:
    """The requested page of `total` things; 404 where there is no such page."""
    page = Page(requested_page(), size, total)
    if page.number > page.last:
        abort(404)
    return page
