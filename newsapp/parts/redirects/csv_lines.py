"""Redirects as lines of CSV: what a spreadsheet writes, each line by itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from newsapp import clock
from newsapp.parts.redirects import targets
from newsapp.parts.redirects.addresses import RedirectError, readable
from newsapp.parts.redirects.forms import former_address
from newsapp.parts.redirects.targets import Shown, Target

LARGEST = 5_000_000
"""Bytes of a file."""
MOST_LINES = 20_000
DELIMITERS = ("\t", ";", ",")
_BEGINNINGS = ("/", "http://", "https://")


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken. number: from 1; reason: in the page's language."""

    number: int
    line: str
    reason: str


def decode(content: bytes) -> str:
    """The text of a file, in UTF-8 or, with its mark, UTF-16. Raises RedirectError."""
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise RedirectError(_("Tệp này không phải là CSV bằng UTF-8.")) from None


def read(text: str) -> tuple[list[tuple[str, Target]], list[Refused]]:
    """The redirects in the lines, and the lines that are none. Raises RedirectError."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise RedirectError(
            _("Tệp có hơn %(most)s dòng; hãy chia thành nhiều tệp.", most=MOST_LINES)
        )
    taken: dict[str, Target] = {}
    refused = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or (number == 1 and _is_heading(line)):
            continue
        try:
            address, target = _read_line(line)
            if taken.setdefault(address, target) != target:
                raise RedirectError(_("Một dòng ở trên đã dẫn địa chỉ này sang nơi khác."))
        except RedirectError as reason:
            refused.append(Refused(number, line, str(reason)))
    return list(taken.items()), refused


def _is_heading(line: str) -> bool:
    return not line.lstrip("\ufeff\"' ").startswith(_BEGINNINGS)


def _read_line(line: str) -> tuple[str, Target]:
    """Raises RedirectError."""
    for delimiter in DELIMITERS:
        cells = _cells(line, delimiter)
        if len(cells) > 1 and cells[1].startswith(_BEGINNINGS):
            return former_address(cells[0]), targets.parse(cells[1])
    raise RedirectError(_("Dòng này cần địa chỉ cũ, dấu phẩy, rồi nơi dẫn đến."))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        (cells,) = csv.reader([line], delimiter=delimiter)
    except (csv.Error, ValueError):
        return []
    return [cell.strip() for cell in cells]


def written(rows: Iterable[Shown]) -> Iterator[str]:
    """The lines of a file that `read` reads; what leads to nothing keeps its kind and number."""
    yield "\ufeff"  # Excel knows UTF-8 by this mark
    yield _line(_("Địa chỉ cũ"), _("Dẫn đến"), _("Số lần dùng"), _("Dùng lần cuối"))
    for row in rows:
        last = row.redirect.last_hit_at
        day = clock.local_date(last).isoformat() if last else ""
        target = row.path or f"{row.redirect.kind} {row.redirect.number}"
        yield _line(readable(row.redirect.address), target, row.redirect.hits, day)


def _line(*cells: str | int) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()
