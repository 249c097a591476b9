"""Writing down what was measured: ratios first, then the figures they are made of."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from newsapp.config import PROJECT
from tests.bench.load import CONNECTIONS, SECONDS, Run
from tests.bench.servers import Page

if TYPE_CHECKING:
    from tests.bench.__main__ import Subject

RESULTS = Path(__file__).with_name("RESULTS.md")
Figure = Callable[[Run], float]


@dataclass(slots=True)
class Found:
    """All of one run. memory: bytes by the number of workers; started: seconds of each start."""

    page: Page
    skipped: list[str]
    rounds: int
    visitors: int
    subjects: dict[int, list[Any]] = field(default_factory=dict)
    memory: dict[int, int] = field(default_factory=dict)
    started: list[float] = field(default_factory=list)
    took: float = 0


@dataclass(frozen=True, slots=True)
class Ratio:
    """`one` in units of `other`, with what is aimed at."""

    name: str
    one: str
    other: str
    aim: float | None


RATIOS = (
    Ratio("A ready article with counting, to bare granian", "article", "bare granian", 0.85),
    Ratio("A ready article with counting, to nginx serving it as a file", "article", "nginx", 0.5),
    Ratio("The same with gzip, to without", "article, gzip", "article", 0.9),
    Ratio("The ready home page, to bare granian", "home", "bare granian", 0.85),
    Ratio("An unchanged article (304), to bare granian", "article, 304", "bare granian", 0.85),
    Ratio(
        "An article made anew, to Flask's constant page", "article, not ready", "Flask hello", 0.25
    ),
    Ratio(
        "The home page made anew, to Flask's constant page", "home, not ready", "Flask hello", 0.25
    ),
    Ratio("Search, to Flask's constant page", "search", "Flask hello", None),
)


def write(found: Found) -> None:
    text = "\n".join(_lines(found)) + "\n"
    RESULTS.write_text(text, "utf-8")
    print(text)


def _lines(found: Found) -> Iterator[str]:
    yield "# What was measured\n"
    yield f"{datetime.now(UTC):%d/%m/%Y %H:%M} UTC, commit {_commit()}, in {found.took:.0f} s by `make bench`.  "
    yield f"{_machine()}, Python {platform.python_version()}.\n"
    yield (
        f"The servers share one core, the load (wrk, {CONNECTIONS} connections, {found.visitors} visitors with cookies"
        f" of their own) has the other. {found.rounds} rounds of {SECONDS} s in which the subjects take turns; medians,"
        " with the lowest and the highest in brackets. A ratio is of two runs of the same round: above 1 is faster. The"
        " processor's time includes what an answer leaves to do, such as writing the counts; it is the better measure"
        " where the machine has other work. Where that keeps the load from"
        " saturating the servers, they wait and wake for each request, the quicker ones more often: ratios to the bare"
        " server above 1 may come from that.\n"
    )
    yield (
        f"The page is a demo article of {len(found.page.body)} bytes; the bare server, nginx and Flask's constant page"
        " send the same bytes with the same headers.\n"
    )
    for workers, subjects in found.subjects.items():
        yield from _ratios(workers, subjects)
    yield from _figures(found)
    yield "\n## Memory and start\n"
    for workers, size in found.memory.items():
        yield f"- {workers} worker{'s' * (workers > 1)}, all processes, after the load (PSS): {size / 1e6:.0f} MB"
    yield f"- From start to first answer, 2 workers: {_spread(found.started)} s"
    yield "\n## Not measured\n"
    yield from (f"- {line}" for line in found.skipped)


def _ratios(workers: int, subjects: list[Subject]) -> Iterator[str]:
    runs = {subject.name: subject.runs for subject in subjects}
    yield f"## Ratios, {workers} worker{'s' * (workers > 1)}\n"
    yield "| | by processor time | by requests a second | aim |"
    yield "|---|---|---|---|"
    for ratio in RATIOS:
        if ratio.one in runs and ratio.other in runs:
            pairs = list(zip(runs[ratio.one], runs[ratio.other], strict=True))
            by_time = [other.processor / one.processor for one, other in pairs]
            by_rate = [one.rate / other.rate for one, other in pairs]
            yield f"| {ratio.name} | {_spread(by_time)} | {_spread(by_rate)} | {ratio.aim or '-'} |"
    slowest = [
        one.p99 / other.p99
        for one, other in zip(runs["article"], runs["bare granian"], strict=True)
    ]
    yield f"\nThe slowest hundredth (p99) of a ready article takes {_spread(slowest)} times bare granian's; aim: 2.\n"


def _figures(found: Found) -> Iterator[str]:
    yield "## Figures\n"
    yield "| Workers | | requests a second | processor, µs a request | p99, ms | bytes |"
    yield "|---|---|---|---|---|---|"
    for workers, subjects in found.subjects.items():
        for subject in subjects:
            rate = _spread([run.rate for run in subject.runs], 0)
            time = _spread([run.processor * 1e6 for run in subject.runs], 1)
            p99 = _spread([run.p99 * 1e3 for run in subject.runs])
            size = median(run.size for run in subject.runs)
            yield f"| {workers} | {subject.name} | {rate} | {time} | {p99} | {size:.0f} |"


def _spread(values: list[float], digits: int = 2) -> str:
    return f"{median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def _commit() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip() or "unknown"


def _machine() -> str:
    cpu = Path("/proc/cpuinfo").read_text("utf-8")
    names = [
        line.partition(":")[2].strip() for line in cpu.splitlines() if line.startswith("model name")
    ]
    return f"{len(names)} cores of {names[0] if names else platform.machine()}, {platform.system()} {platform.release()}"
