"""Header cells of tables, as screen readers need them."""

from __future__ import annotations

import lxml.html
from lxml.html import HtmlElement

LONGEST_SPAN = 4
"""Digits of a rowspan; the sanitiser drops longer ones."""


def mend(table: HtmlElement) -> None:
    """Put the header rows into a <thead>, and give every header cell its scope, in place."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    headed = _count_header_rows(rows)
    for row in rows[:headed]:
        for cell in row.iterchildren("td"):
            cell.tag = "th"
    _fill_head(table, rows, headed)
    for number, row in enumerate(rows):
        for cell in row.iterchildren("th"):
            if not cell.get("scope"):
                cell.set("scope", "col" if number < headed else "row")


def _count_header_rows(rows: list[HtmlElement]) -> int:
    """Count the top rows in a <thead>, with headers alone, or reached by such rows' cells."""
    headed = 0
    reached = 0
    for number, row in enumerate(rows):
        in_head = row.getparent().tag == "thead"
        only_headers = len(row) > 0 and all(cell.tag == "th" for cell in row)
        if not (in_head or only_headers or number < reached):
            break
        headed = number + 1
        for cell in row:
            span = cell.get("rowspan", "1")
            if span.isdecimal() and len(span) <= LONGEST_SPAN:
                reached = max(reached, number + int(span))
    return headed


def _fill_head(table: HtmlElement, rows: list[HtmlElement], headed: int) -> None:
    head = table.find("thead")
    if head is None and 0 < headed < len(rows):
        head = lxml.html.Element("thead")
        group = rows[0].getparent()
        first = rows[0] if group is table else group
        first.addprevious(head)
    if head is not None:
        head.extend(rows[:headed])
