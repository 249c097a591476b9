"""The demo site's official documents: every number, name and sentence of them is invented."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from newsapp.accounts.models import User
from newsapp.clock import local_date
from newsapp.demo.content import FOLDER
from newsapp.media import attachments, library
from newsapp.media.models import Attachment
from newsapp.parts.documents import workflow
from newsapp.parts.documents.content import DocumentContent, FileLink
from newsapp.parts.documents.kinds import REPLACES
from newsapp.slugs import slug

DOCUMENTS: list[dict[str, Any]] = json.loads((FOLDER / "documents.json").read_text("utf8"))
"""Fields of DocumentContent; days_ago, when each was issued; and some of these:

in_force, lasts: days from then until it takes effect, and until it ends; replaces: a number.
"""
TEXTS = ("number", "kind", "issuing_body", "signer", "subject", "abstract")


def store_files() -> list[Attachment]:
    """Store the PDF of each document. Call this outside any transaction: it writes to the disk."""
    return [_store(entry["number"]) for entry in DOCUMENTS]


def _store(number: str) -> Attachment:
    with (FOLDER / "files" / f"{slug(number, '')}.pdf").open("rb") as stream:
        return attachments.store(stream, f"{number.replace('/', '-')}.pdf")


def publish(stored_files: list[Attachment], *, actor: User, at: datetime) -> None:
    """Add and publish them all, each with its file, as if on the days on which they were issued."""
    ids: dict[str, int] = {}
    for entry, stored in zip(DOCUMENTS, stored_files, strict=True):
        file = library.add(stored, actor=actor, at=at)
        issued = local_date(at) - timedelta(days=entry["days_ago"])
        content = DocumentContent(
            **{name: entry[name] for name in TEXTS},
            issued_on=issued,
            effective_on=_days_after(issued, entry.get("in_force")),
            expires_on=_days_after(issued, entry.get("lasts")),
            relation=REPLACES if "replaces" in entry else "",
            relates_to_id=ids.get(entry.get("replaces", "")),
            files=(FileLink(file.id, f"Toàn văn {entry['number']}"),),
        )
        document = workflow.create(content, actor=actor, at=at)
        workflow.publish(document, actor=actor, at=at)
        ids[document.number] = document.id


def _days_after(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)
