"""What the sitemap tells of documents, in chunks of their numbers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, Select, func, literal_column, select

from newsapp.documents.models import Document
from newsapp.documents.queries import Rows, published

IN_CHUNK = 5000
_CHUNK = literal_column(f"(document.id - 1) / {IN_CHUNK} + 1", Integer())


def chunks(now: datetime) -> Select[int, datetime | None, datetime]:
    """(chunk, latest moment of going live, latest change) of each chunk that holds something."""
    latest = func.max(Document.go_live_at), func.max(Document.updated_at)
    return select(_CHUNK, *latest).where(published(now)).group_by(_CHUNK).order_by(_CHUNK)


def in_chunk(now: datetime, chunk: int) -> Rows:
    columns = Document.id, Document.number, Document.abstract, Document.go_live_at, Document.updated_at
    numbers = Document.id.between((chunk - 1) * IN_CHUNK + 1, chunk * IN_CHUNK)
    return select(*columns).where(published(now), numbers).order_by(Document.id)
