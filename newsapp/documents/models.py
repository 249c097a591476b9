"""An official document, as the agency must publish them, with its files."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from newsapp.database import Model, UTCDateTime
from newsapp.documents.content import NAMES, DocumentContent, FileLink
from newsapp.documents.kinds import LegalState, legal_state
from newsapp.media.models import Attachment
from newsapp.slugs import slug


class Document(Model):
    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("(relation = '') = (relates_to_id IS NULL)", name="relation"),
        Index("ix_document_newest", "issued_on", "id"),
        {"sqlite_autoincrement": True},  # a number stands in addresses: it is never given to another document
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))
    issuing_body: Mapped[str] = mapped_column(String(200))
    signer: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(200), default="")
    abstract: Mapped[str] = mapped_column(Text)
    issued_on: Mapped[date]
    effective_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    legal_state: Mapped[str] = mapped_column(String(30), default="")
    """Set by hand; empty where the days say it."""
    relation: Mapped[str] = mapped_column(String(20), default="")
    relates_to_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)

    number_key: Mapped[str] = mapped_column(String(100), index=True)
    """The number in plain small letters and digits, with nothing between them: "115/QĐ-UBND" is 115qdubnd."""
    body_slug: Mapped[str] = mapped_column(String(100), index=True)
    """The issuing body as an address names it."""
    folded: Mapped[str] = mapped_column(Text)
    """Everything that the search looks into, as search.fold makes it, with a space before each word."""

    version: Mapped[int] = mapped_column(default=1)
    """Goes up at each save; a form carries it, so that nobody overwrites what they have not seen."""
    go_live_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    first_published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    trashed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    updated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    files: Mapped[list[DocumentFile]] = relationship(
        order_by="DocumentFile.position", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )

    @property
    def content(self) -> DocumentContent:
        fields = {name: getattr(self, name) for name in NAMES}
        return DocumentContent(**fields, files=tuple(FileLink(f.attachment_id, f.title) for f in self.files))

    @property
    def slug(self) -> str:
        return address_slug(self.number, self.abstract)

    def state_on(self, today: date) -> LegalState | None:
        return legal_state(self.kind, self.legal_state, self.issued_on, self.effective_on, self.expires_on, today)


class DocumentFile(Model):
    """A file of a document, in its place and under its title."""

    __tablename__ = "document_file"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), primary_key=True, index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))

    attachment: Mapped[Attachment] = relationship(lazy="joined", innerjoin=True)


def address_slug(number: str, abstract: str) -> str:
    """The readable part of a document's address."""
    return slug(f"{number} {abstract}", fallback="van-ban")
