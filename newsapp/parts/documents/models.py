"""An official document, as the agency must publish them, with its files."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from newsapp.database import Model
from newsapp.media.models import Attachment
from newsapp.parts.documents.content import NAMES, DocumentContent, FileLink
from newsapp.publishing import Publishable
from newsapp.slugs import slug


class Document(Publishable, Model):
    __tablename__ = "document"
    action_prefix = "document"
    audit_field = "number"
    __table_args__ = (
        CheckConstraint("(relation = '') = (relates_to_id IS NULL)", name="relation"),
        Index("ix_document_newest", "issued_on", "id"),
        # The id stands in addresses, so that of a deleted row must not be given again.
        {"sqlite_autoincrement": True},
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
    """numbers.key_of the number."""
    body_slug: Mapped[str] = mapped_column(String(100), index=True)
    """The issuing body as an address names it."""
    folded: Mapped[str] = mapped_column(Text, deferred=True)
    """The folded words that the search looks into, with a space before each."""

    updated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    files: Mapped[list[DocumentFile]] = relationship(
        order_by="DocumentFile.position", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def content(self) -> DocumentContent:
        columns = {name: getattr(self, name) for name in NAMES}
        files = tuple(FileLink(file.attachment_id, file.title) for file in self.files)
        return DocumentContent(**columns, files=files)

    @property
    def slug(self) -> str:
        return address_slug(self.number, self.abstract)


class DocumentFile(Model):
    """A file of a document, in its place and under its title."""

    __tablename__ = "document_file"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    attachment_id: Mapped[int] = mapped_column(
        ForeignKey("attachment.id"), primary_key=True, index=True
    )
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))

    attachment: Mapped[Attachment] = relationship(lazy="joined", innerjoin=True)


def address_slug(number: str, abstract: str) -> str:
    """Return the readable part of a document's address."""
    return slug(f"{number} {abstract}", fallback="van-ban")
