"""What was published in a period, and sums of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from newsapp import clock
from newsapp.parts.reports.periods import Period
from newsapp.registry import Publication, registry
from newsapp.visitors import counter


@dataclass(frozen=True, slots=True)
class Sum:
    """How many publications have something in common, and how often they were read.

    views: None if the site counts no views of any of them.
    """

    label: str
    count: int
    views: int | None


def published_in(period: Period) -> list[Publication]:
    """What was first published in the period, earliest first, with the views of the period."""
    since, until = period.moments()
    views = counter().store.views(int(since.timestamp()), int(until.timestamp()))
    now, publications = clock.now(), []
    for source in registry().publications:
        for publication in source(since, until):
            if publication.published_at > now:
                continue
            if publication.views is not None:
                publication = replace(publication, views=views.get(publication.number, 0))
            publications.append(publication)
    return sorted(publications, key=lambda each: (each.published_at, each.kind, each.number))


def sums(publications: Sequence[Publication], label: Callable[[Publication], str]) -> list[Sum]:
    """A sum for each label: most publications first, then most read."""
    by_label = defaultdict(list)
    for publication in publications:
        by_label[label(publication)].append(publication)
    unsorted = [_sum(name, members) for name, members in by_label.items()]
    return sorted(unsorted, key=lambda each: (-each.count, -(each.views or 0), each.label))


def sums_over_time(publications: Sequence[Publication], period: Period) -> list[Sum]:
    """A sum for each part of the period. `publications`: earliest first."""
    days = [publication.day for publication in publications]
    return [
        _sum(
            part.label(),
            publications[bisect_left(days, part.first) : bisect_right(days, part.last)],
        )
        for part in period.parts()
    ]


def _sum(label: str, publications: Sequence[Publication]) -> Sum:
    views = [each.views for each in publications if each.views is not None]
    has_views = bool(views) or not publications
    return Sum(label, len(publications), sum(views) if has_views else None)
