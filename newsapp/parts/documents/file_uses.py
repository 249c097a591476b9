"""Which documents show a stored file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import exists, select

from newsapp.database import db
from newsapp.media.models import Attachment
from newsapp.media.uses import Use
from newsapp.parts.documents.models import Document, DocumentFile
from newsapp.parts.documents.queries import published


def uses(digests: Sequence[str]) -> Iterator[tuple[str, Use]]:
    """Yield (digest, use) for each document, in any state, that has one of the files."""
    rows = (
        select(Attachment.digest, Document.id, Document.number)
        .join(DocumentFile, DocumentFile.attachment_id == Attachment.id)
        .join(Document, Document.id == DocumentFile.document_id)
        .where(Attachment.digest.in_(digests))
        .order_by(Document.id.desc())
    )
    for digest, number, title in db.session.execute(rows):
        yield digest, Use(title, "admin.documents.edit_document", number)


def is_used(digest: str) -> bool:
    return any(True for _use in uses([digest]))


def is_public(digest: str, now: datetime) -> bool:
    """Return whether a document that readers see at `now` has the file."""
    shown = exists().where(
        Attachment.digest == digest,
        DocumentFile.attachment_id == Attachment.id,
        Document.id == DocumentFile.document_id,
        published(now),
    )
    return bool(db.session.scalar(select(shown)))
