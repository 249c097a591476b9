"""The one word that says how a document stands on the staff's desk."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from newsapp.documents.models import Document


class State(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LIVE = "live"
    WITHDRAWN = "withdrawn"
    TRASHED = "trashed"


def state_of(document: Document, now: datetime) -> State:
    """How `document` stands at the moment `now`; LIVE exactly where queries.published says so."""
    if document.trashed_at is not None:
        return State.TRASHED
    if document.withdrawn_at is not None:
        return State.WITHDRAWN
    if document.go_live_at is None:
        return State.DRAFT
    return State.SCHEDULED if document.go_live_at > now else State.LIVE
