"""Reading official documents. `published` is the one rule of what readers may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, extract, func, or_, select, true

from newsapp.accounts.models import User
from newsapp.documents.kinds import WITHOUT_FORCE, LegalState
from newsapp.documents.models import Document, DocumentFile
from newsapp.documents.numbers import key_of
from newsapp.media.models import Attachment
from newsapp.search.fold import words as folded_words

Rows = Select[*tuple[Any, ...]]

MOST_WORDS = 12
"""Words of a question that are looked for; the rest of a pasted page is not."""

CARD = (
    Document.id,
    Document.number,
    Document.kind,
    Document.issuing_body,
    Document.abstract,
    Document.issued_on,
    Document.effective_on,
    Document.expires_on,
    Document.legal_state,
    Document.go_live_at,
)
"""What a list shows of a document."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty: everything. body: its slug; words: as somebody typed them."""

    kind: str = ""
    body: str = ""
    year: int | None = None
    state: str = ""
    words: str = ""
    oldest_first: bool = False


def published(now: datetime) -> ColumnElement[bool]:
    """Whether readers see a document at the moment `now`. Everything public stands on this."""
    return and_(Document.withdrawn_at.is_(None), Document.trashed_at.is_(None), Document.go_live_at <= now)


def next_changes(now: datetime) -> Select[datetime | None]:
    """When the clock will next show a document to readers."""
    return select(func.min(Document.go_live_at)).where(Document.go_live_at > now)


def first_go_live() -> Select[datetime | None]:
    """From when on readers see some document, if nothing else changes."""
    kept = and_(Document.withdrawn_at.is_(None), Document.trashed_at.is_(None))
    return select(func.min(Document.go_live_at)).where(kept)


def with_number(number: int) -> Select[Document]:
    return select(Document).where(Document.id == number)


def cards(now: datetime, today: date, wanted: Wanted = Wanted()) -> Rows:
    """The published documents that are wanted, as lists show them, newest first; an exact number before all."""
    rows = select(*CARD).where(_wanted(now, today, wanted))
    if wanted.words:
        rows = rows.order_by(Document.number_key != key_of(wanted.words))
    if wanted.oldest_first:
        return rows.order_by(Document.issued_on, Document.id)
    return rows.order_by(Document.issued_on.desc(), Document.id.desc())


def count(now: datetime, today: date, wanted: Wanted) -> Select[int]:
    return select(func.count()).select_from(Document).where(_wanted(now, today, wanted))


def issuing_bodies(now: datetime) -> Select[str, str]:
    """(slug, name) of every body that has published documents, by name."""
    name = func.max(Document.issuing_body)
    return select(Document.body_slug, name).where(published(now)).group_by(Document.body_slug).order_by(name)


def kinds(now: datetime) -> Select[str]:
    return select(Document.kind).where(published(now)).distinct()


def years(now: datetime) -> Select[int]:
    """The years of the published documents, latest first."""
    year = extract("year", Document.issued_on)
    return select(year).where(published(now)).group_by(year).order_by(year.desc())


def related_to(document: Document, now: datetime) -> Select[str, int, str, str]:
    """(relation, number, its number on paper, abstract) of the published documents that change this one."""
    return (
        select(Document.relation, Document.id, Document.number, Document.abstract)
        .where(Document.relates_to_id == document.id, published(now))
        .order_by(Document.issued_on, Document.id)
    )


def one_published(number: int, now: datetime) -> Select[Document]:
    return with_number(number).where(published(now))


def shows_file(digest: str, now: datetime) -> Select[bool]:
    """Whether some published document has the stored file."""
    return select(
        exists().where(
            Attachment.digest == digest,
            DocumentFile.attachment_id == Attachment.id,
            Document.id == DocumentFile.document_id,
            published(now),
        )
    )


def legal_state_on(today: date) -> ColumnElement[str]:
    """kinds.legal_state for the database; empty where there is none."""
    begins = func.coalesce(Document.effective_on, Document.issued_on)
    return case(
        (Document.legal_state != "", Document.legal_state),
        (and_(Document.effective_on.is_(None), Document.kind.in_(WITHOUT_FORCE)), ""),
        (Document.expires_on <= today, LegalState.ENDED),
        (begins > today, LegalState.TO_COME),
        else_=LegalState.IN_FORCE,
    )


def _wanted(now: datetime, today: date, wanted: Wanted) -> ColumnElement[bool]:
    conditions = [published(now)]
    if wanted.kind:
        conditions.append(Document.kind == wanted.kind)
    if wanted.body:
        conditions.append(Document.body_slug == wanted.body)
    if wanted.year is not None:
        conditions.append(Document.issued_on.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.state:
        conditions.append(legal_state_on(today) == wanted.state)
    return and_(*conditions, said(wanted.words))


def said(words: str) -> ColumnElement[bool]:
    """Whether a document holds the beginning of each word, accents or not; or has a number that begins so."""
    found = [Document.folded.contains(f" {word}", autoescape=True) for word in folded_words(words)[:MOST_WORDS]]
    if not found:
        return true() if not words.strip() else Document.id.is_(None)
    return or_(and_(*found), Document.number_key.startswith(key_of(words), autoescape=True))


STATES = ("all", "draft", "scheduled", "live", "withdrawn", "trash")
"""What the staff's list can be narrowed to; all but the trash."""


def desk(now: datetime, state: str = "all", words: str = "", owner_id: int | None = None) -> Rows:
    """The rows of the staff's list, latest change first: (Document, owner's name)."""
    return (
        select(Document, User.name)
        .outerjoin(User, User.id == Document.owner_id)
        .where(_on_desk(now, state, words, owner_id))
        .order_by(Document.updated_at.desc(), Document.id.desc())
    )


def desk_count(now: datetime, state: str = "all", words: str = "", owner_id: int | None = None) -> Select[int]:
    return select(func.count()).select_from(Document).where(_on_desk(now, state, words, owner_id))


def _on_desk(now: datetime, state: str, words: str, owner_id: int | None) -> ColumnElement[bool]:
    kept, stands = Document.trashed_at.is_(None), Document.withdrawn_at.is_(None)
    conditions = {
        "all": kept,
        "draft": and_(kept, Document.go_live_at.is_(None)),
        "scheduled": and_(kept, stands, Document.go_live_at > now),
        "live": published(now),
        "withdrawn": and_(kept, Document.withdrawn_at.is_not(None)),
        "trash": Document.trashed_at.is_not(None),
    }
    own = true() if owner_id is None else Document.owner_id == owner_id
    return and_(conditions[state], own, said(words))


def with_key(number: str, *, but: int | None) -> Select[Document]:
    """The documents with this number however it is written, out of the trash, but the one with the id `but`."""
    rows = select(Document).where(Document.number_key == key_of(number), Document.trashed_at.is_(None))
    return (rows if but is None else rows.where(Document.id != but)).order_by(Document.id.desc())


def uses(digests: Sequence[str]) -> Select[str, int, str]:
    """(digest, document's id, its number) wherever a document, in any state, has one of the files."""
    return (
        select(Attachment.digest, Document.id, Document.number)
        .join(DocumentFile, DocumentFile.attachment_id == Attachment.id)
        .join(Document, Document.id == DocumentFile.document_id)
        .where(Attachment.digest.in_(digests))
        .order_by(Document.id.desc())
    )


def issuing_bodies_known() -> Select[str]:
    """Every issuing body that was ever written, for the form to offer."""
    return select(Document.issuing_body).group_by(Document.issuing_body).order_by(Document.issuing_body)
