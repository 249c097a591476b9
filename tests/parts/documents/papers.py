"""Official documents for tests."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import writing
from newsapp.media import attachments, library
from newsapp.media.models import Attachment
from newsapp.parts.documents import workflow
from newsapp.parts.documents.content import DocumentContent, FileLink
from newsapp.parts.documents.models import Document
from tests.media.pdfs import pdf


def content(number: str = "115/QĐ-UBND", **fields: Any) -> DocumentContent:
    told: dict[str, Any] = {
        "kind": "quyet-dinh",
        "issuing_body": "Ủy ban nhân dân tỉnh",
        "abstract": "Về việc ban hành quy chế quản lý nhiệm vụ khoa học",
        "issued_on": date(2026, 3, 2),
    }
    return DocumentContent(number=number, **told | fields)


def draft(actor: User, *args: Any, at: datetime | None = None, **fields: Any) -> Document:
    with writing():
        return workflow.create(content(*args, **fields), actor=actor, at=at or clock.now())


def live(
    actor: User,
    *args: Any,
    at: datetime | None = None,
    go_live_at: datetime | None = None,
    **fields: Any,
) -> Document:
    """A document that readers see, or will from `go_live_at` on."""
    document = draft(actor, *args, at=at, **fields)
    with writing():
        return workflow.publish(document, actor=actor, at=at or clock.now(), go_live_at=go_live_at)


def stored_pdf(actor: User, words: str = "Quyet dinh", name: str = "Quyết định.pdf") -> Attachment:
    return library.receive(
        attachments.store, io.BytesIO(pdf(words)), name, actor=actor, at=clock.now()
    )


def link(file: Attachment, title: str = "Toàn văn") -> FileLink:
    return FileLink(file.id, title)
