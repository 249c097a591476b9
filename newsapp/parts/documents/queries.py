"""Reading official documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, extract, func, or_, select, true

from newsapp import publishing
from newsapp.accounts.models import User
from newsapp.parts.documents.kinds import WITHOUT_FORCE, LegalState
from newsapp.parts.documents.models import Document
from newsapp.parts.documents.numbers import key_of
from newsapp.text_folding import words as folded_words

Rows = Select[*tuple[Any, ...]]

MOST_WORDS = 12
"""Words of a question that are looked for; the rest of a pasted page is not."""


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What the readers' list is narrowed to. body: a body_slug. words: as somebody typed them."""

    kind: str = ""
    body: str = ""
    year: int | None = None
    state: str = ""
    words: str = ""
    oldest_first: bool = False


def published(now: datetime) -> ColumnElement[bool]:
    """Whether readers see a document at the moment `now`."""
    return publishing.published(Document, now)


def next_changes(now: datetime) -> Iterator[Select[datetime | None]]:
    """When the clock next changes what readers see of documents."""
    return publishing.next_changes(Document, now)


def first_go_live() -> Select[datetime | None]:
    """From when on readers see some document, if nothing else changes."""
    kept = and_(Document.withdrawn_at.is_(None), Document.trashed_at.is_(None))
    return select(func.min(Document.go_live_at)).where(kept)


def sitemap(now: datetime) -> Rows:
    """The published documents, as registry.Sitemap asks."""
    changed_at = Document.updated_at.label("changed_at")
    columns = Document.id, Document.number, Document.abstract, Document.go_live_at, changed_at
    return select(*columns).where(published(now))


def with_number(number: int) -> Select[Document]:
    return select(Document).where(Document.id == number)


def count(rows: Rows) -> Select[int]:
    """How many rows a query of this module gives."""
    return rows.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)


def cards(now: datetime, today: date, narrowed: DocumentFilter = DocumentFilter()) -> Rows:
    """(Document, its legal state) of the published documents: an exact number, then the newest."""
    rows = select(Document, legal_state_on(today))
    rows = rows.where(published(now), holds(narrowed.words))
    if narrowed.kind:
        rows = rows.where(Document.kind == narrowed.kind)
    if narrowed.body:
        rows = rows.where(Document.body_slug == narrowed.body)
    if narrowed.year is not None:
        first, last = date(narrowed.year, 1, 1), date(narrowed.year, 12, 31)
        rows = rows.where(Document.issued_on.between(first, last))
    if narrowed.state:
        rows = rows.where(legal_state_on(today) == narrowed.state)
    if narrowed.words:
        rows = rows.order_by(Document.number_key != key_of(narrowed.words))
    if narrowed.oldest_first:
        return rows.order_by(Document.issued_on, Document.id)
    return rows.order_by(Document.issued_on.desc(), Document.id.desc())


def legal_state_on(today: date) -> ColumnElement[str]:
    """A LegalState: what staff said, or else what the days say.

    A document without a day of effect holds from the day it was issued; on the day it expires it
    holds no longer. The state is empty for a letter or a report, which have no force to lose.
    """
    begins = func.coalesce(Document.effective_on, Document.issued_on)
    return case(
        (Document.legal_state != "", Document.legal_state),
        (and_(Document.effective_on.is_(None), Document.kind.in_(WITHOUT_FORCE)), ""),
        (Document.expires_on <= today, LegalState.ENDED),
        (begins > today, LegalState.TO_COME),
        else_=LegalState.IN_FORCE,
    )


def holds(words: str) -> ColumnElement[bool]:
    """Whether a document holds the beginning of each word, or its number begins with them all.

    Accents do not count. Without words every document does; signs without a letter are in none.
    """
    folded = folded_words(words)[:MOST_WORDS]
    if not folded:
        return true() if not words.strip() else Document.id.is_(None)
    beginnings = [Document.folded.contains(f" {word}", autoescape=True) for word in folded]
    has_number = Document.number_key.startswith(key_of(words), autoescape=True)
    return or_(and_(*beginnings), has_number)


def issuing_bodies(now: datetime) -> Select[str, str]:
    """(slug, name) of every body that has published documents, by name."""
    name = func.max(Document.issuing_body)
    rows = select(Document.body_slug, name).where(published(now))
    return rows.group_by(Document.body_slug).order_by(name)


def kinds(now: datetime) -> Select[str]:
    """The kinds of the published documents."""
    return select(Document.kind).where(published(now)).distinct()


def years(now: datetime) -> Select[int]:
    """The years of the published documents, latest first."""
    year = extract("year", Document.issued_on)
    return select(year).where(published(now)).group_by(year).order_by(year.desc())


def related(document: Document, now: datetime) -> Select[Document]:
    """What readers see of the document that this one changes, and then of those that change it."""
    is_earlier = Document.id == document.relates_to_id
    is_later = Document.relates_to_id == document.id
    rows = select(Document).where(published(now), or_(is_earlier, is_later))
    return rows.order_by(is_later, Document.issued_on, Document.id)


STATES = ("all", "draft", "scheduled", "live", "withdrawn", "trash")
"""What the staff's list can be narrowed to; "all" leaves the trash out."""


def staff_list(now: datetime, state: str, words: str, owner_id: int | None) -> Rows:
    """(Document, its owner's name), latest change first; of one owner unless `owner_id` is None."""
    conditions = publishing.conditions(Document, now)
    conditions["withdrawn"] = conditions["ended"]
    rows = select(Document, User.name).outerjoin(User, User.id == Document.owner_id)
    rows = rows.where(conditions[state], holds(words))
    if owner_id is not None:
        rows = rows.where(Document.owner_id == owner_id)
    return rows.order_by(Document.updated_at.desc(), Document.id.desc())


def with_key(number: str) -> Select[Document]:
    """The documents with this number however it is written, latest first, without the trash."""
    rows = select(Document).where(Document.number_key == key_of(number))
    return rows.where(Document.trashed_at.is_(None)).order_by(Document.id.desc())


def issuing_bodies_known() -> Select[str]:
    """Every issuing body that was ever written, for the form to offer."""
    return select(Document.issuing_body).distinct().order_by(Document.issuing_body)
