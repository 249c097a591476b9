"""What an import did, for people: a table, a summary, and the report as CSV."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from newsapp import clock
from newsapp.importing.saving import Outcome

COLUMNS = ("key", "what", "kind", "number", "state", "published_at", "category", "title", "notes")
MOST_TOLD = 40
"""Items with notes that the command prints; the report has all of them."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Report:
    """Counts the outcomes and writes each to a CSV file, if there is one, as it comes."""

    def __init__(self, path: Path | None) -> None:
        self.counts: Counter[str] = Counter()
        self.told: list[str] = []
        self.untold = 0
        # With the mark at its beginning, spreadsheets read Vietnamese letters right.
        self._file = path.open("w", encoding="utf-8-sig", newline="") if path else None
        self._rows = csv.writer(self._file) if self._file else None
        self._write(COLUMNS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, outcome: Outcome) -> None:
        self.counts[outcome.what] += 1
        self._write(
            (
                outcome.key,
                outcome.what,
                outcome.kind,
                str(outcome.number or ""),
                outcome.state,
                _moment(outcome),
                outcome.category,
                outcome.title,
                " | ".join(outcome.notes),
            )
        )
        if not outcome.notes:
            return
        if len(self.told) < MOST_TOLD:
            self.told.append(f"{outcome.what}: {_name(outcome)}: {' '.join(outcome.notes)}")
        else:
            self.untold += 1

    def summary(self) -> Iterator[str]:
        """What was lost or is doubtful, then how many items of each outcome there were."""
        yield from self.told
        if self.untold:
            yield f"… and {self.untold} more items with notes: see them with --report FILE"
        counted = [f"{count} {what}" for what, count in sorted(self.counts.items())]
        yield ", ".join(counted) or "nothing found"

    def _write(self, values: tuple[str, ...]) -> None:
        if self._rows is not None:
            self._rows.writerow([_harmless(value) for value in values])


def line(outcome: Outcome) -> Iterator[str]:
    """The rows of an outcome in the table of a dry run."""
    state = outcome.state or "-"
    yield (
        f"{outcome.what:9}  {state:9}  {_moment(outcome):16}  {_cut(outcome.category, 24):24}"
        f"  {_name(outcome)}"
    )
    for note in outcome.notes:
        yield f"{'':11}! {note}"


def heading() -> str:
    return f"{'what':9}  {'state':9}  {'published':16}  {'category':24}  title"


def _name(outcome: Outcome) -> str:
    return _cut(outcome.title, 80) or outcome.key


def _moment(outcome: Outcome) -> str:
    if outcome.published_at is None:
        return ""
    return f"{outcome.published_at.astimezone(clock.zone()):%Y-%m-%d %H:%M}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
