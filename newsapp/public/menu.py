"""The categories and the menu as readers see them: the menu that staff have arranged, or else the
usual one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newsapp import clock
from newsapp.categories import queries
from newsapp.categories.models import Category
from newsapp.content_version import cached_until, cached_until_change
from newsapp.database import rows
from newsapp.registry import MenuItem, registry

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Section:
    """A category as readers' pages name it. is_hidden: it, or the one above it, is."""

    id: int
    name: str
    slug: str
    parent_id: int | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    """All categories, each of the first level followed by those below it."""

    sections: tuple[Section, ...]

    def below(self, number: int) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.parent_id == number)

    def trail(self, number: int) -> tuple[Section, ...]:
        """The category, after the one it stands below."""
        (own,) = (section for section in self.sections if section.id == number)
        return (*(section for section in self.sections if section.id == own.parent_id), own)

    @property
    def on_home(self) -> tuple[Section, ...]:
        """The categories that have a block on the home page, and a place in the usual menu."""
        return tuple(
            section
            for section in self.sections
            if section.parent_id is None and not section.is_hidden
        )

    @property
    def hidden(self) -> tuple[int, ...]:
        return tuple(section.id for section in self.sections if section.is_hidden)


@cached_until_change
def navigation() -> Navigation:
    columns = (
        Category.id,
        Category.name,
        Category.slug,
        Category.parent_id,
        Category.is_hidden,
    )
    every = rows(queries.in_menu_order().with_only_columns(*columns))
    hidden = {row.id for row in every if row.is_hidden}
    sections = (
        Section(row.id, row.name, row.slug, row.parent_id, bool({row.id, row.parent_id} & hidden))
        for row in every
    )
    return Navigation(tuple(sections))


@cached_until
def menu() -> tuple[tuple[MenuItem, ...], datetime]:
    """The entries that lead somewhere at this moment: a page may go live, or expire, by the
    clock.
    """
    now, entries = clock.now(), _entries()
    shown = tuple(_without_unseen(entry, now) for entry in entries if entry.is_found(now))
    every = (item for entry in entries for item in (entry, *entry.below))
    moments = (moment for item in every for moment in (item.begins, item.ends))
    return shown, min((moment for moment in moments if moment and moment > now), default=NEVER)


@cached_until_change
def _entries() -> tuple[MenuItem, ...]:
    """The entries of the menu, whatever the hour."""
    arranged = tuple(registry().arranged_menu())
    if arranged:
        return arranged
    return tuple(item for target in registry().menu_targets for item in target.usual())


def _without_unseen(entry: MenuItem, now: datetime) -> MenuItem:
    return replace(entry, below=tuple(item for item in entry.below if item.is_found(now)))
