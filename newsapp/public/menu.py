"""The readers' menu: what staff have arranged, or else the home page, the categories and the documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from flask_babel import gettext as _

from newsapp import clock
from newsapp.articles.models import Article
from newsapp.articles.states import State, state_of
from newsapp.database import db
from newsapp.documents import queries as documents
from newsapp.generation import kept, kept_until
from newsapp.site import menu as site
from newsapp.site.menu import Kind, Placed, Section
from newsapp.web.addresses import url_for

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """label: "" for the site's own word. sections: the categories under which a reader stands in this entry."""

    kind: Kind
    label: str
    url: str
    sections: frozenset[int] = frozenset()
    page: Article | None = None
    page_id: int | None = None
    below: tuple[Entry, ...] = ()
    begins: datetime | None = None
    """When it first leads somewhere, where that is known."""

    @property
    def changes(self) -> tuple[datetime, ...]:
        """When it may come or go by itself."""
        of_page = (self.page.go_live_at, self.page.expire_at) if self.page else ()
        return tuple(moment for moment in (self.begins, *of_page) if moment is not None)


@dataclass(frozen=True, slots=True)
class Navigation:
    """All categories in their order, and the entries of the menu whatever the hour."""

    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]

    def below(self, number: int) -> tuple[Section, ...]:
        return tuple(one for one in self.sections if one.parent_id == number)

    def trail(self, number: int) -> tuple[Section, ...]:
        """The category, after the one it stands below."""
        (own,) = (one for one in self.sections if one.id == number)
        return (*(one for one in self.sections if one.id == own.parent_id), own)

    @property
    def on_home(self) -> tuple[Section, ...]:
        """The categories that have a block on the home page."""
        return tuple(one for one in self.sections if one.parent_id is None and not one.is_hidden)

    @property
    def hidden(self) -> tuple[int, ...]:
        return tuple(one.id for one in self.sections if one.is_hidden)


@kept
def navigation() -> Navigation:
    sections, placed = site.read()
    entries = _arranged(sections, placed) if placed else _usual(sections)
    return Navigation(tuple(sections), tuple(entries))


@kept_until
def menu() -> tuple[tuple[Entry, ...], datetime]:
    """The entries that lead somewhere at this moment: a page may go live, or expire, by the clock."""
    now, entries = clock.now(), navigation().entries
    leading = tuple(
        replace(entry, below=tuple(one for one in entry.below if _leads(one, now))) if entry.below else entry
        for entry in entries
        if _leads(entry, now)
    )
    moments = (moment for entry in entries for one in (entry, *entry.below) for moment in one.changes)
    return leading, min((moment for moment in moments if moment > now), default=NEVER)


@cache
def english_menu() -> tuple[Entry, ...]:
    """Of the English edition, which has no categories of its own."""
    return (
        Entry(Kind.HOME, "", url_for("public.english_home")),
        Entry(Kind.TAG, str(_("Tin tức")), url_for("public.english_news")),
    )


def _leads(entry: Entry, now: datetime) -> bool:
    if entry.begins is not None and entry.begins > now:
        return False
    return entry.page is None or state_of(entry.page, now) is State.LIVE


def _usual(sections: Iterable[Section]) -> list[Entry]:
    everything = list(sections)
    first = [one for one in everything if one.parent_id is None and not one.is_hidden]
    entries = [Entry(Kind.HOME, "", url_for("public.home")), *(_of_section(one, one.name, everything) for one in first)]
    if (begins := db.session.scalar(documents.first_go_live())) is not None:
        entries.append(Entry(Kind.DOCUMENTS, "", url_for("public.documents"), begins=begins))
    return entries


def _arranged(sections: Iterable[Section], placed: list[Placed]) -> list[Entry]:
    known = {section.id: section for section in sections}
    entries = []
    for one in placed:
        if one.parent_id is None and (entry := _entry(one, known)) is not None:
            below = (_entry(other, known) for other in placed if other.parent_id == one.id)
            own = tuple(other for other in below if other is not None)
            entries.append(replace(entry, below=own) if own else entry)
    return entries


def _entry(one: Placed, known: dict[int, Section]) -> Entry | None:
    if one.kind is Kind.CATEGORY and one.category_id in known:
        return _of_section(known[one.category_id], one.label, known.values())
    url = {
        Kind.HOME: lambda: url_for("public.home"),
        Kind.PAGE: lambda: url_for("public.page", slug=one.slug),
        Kind.TAG: lambda: url_for("public.tag", slug=one.slug),
        Kind.DOCUMENTS: lambda: url_for("public.documents"),
        Kind.LINK: lambda: one.address,
    }[one.kind]()
    return Entry(one.kind, one.label, url, page=one.page, page_id=one.page_id)


def _of_section(section: Section, label: str, everything: Iterable[Section]) -> Entry:
    """With the categories below it, which staff need not place one by one."""
    below = [one for one in everything if one.parent_id == section.id and not one.is_hidden]
    return Entry(
        Kind.CATEGORY,
        label,
        url_for("public.category", slug=section.slug),
        sections=frozenset([section.id, *(one.id for one in below)]),
        below=tuple(_of_section(one, one.name, ()) for one in below),
    )
