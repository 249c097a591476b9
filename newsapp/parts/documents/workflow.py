"""What can be done to a document. Each verb holds its permission and its audit
row; none commits.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from newsapp import publishing
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import db
from newsapp.parts.documents.content import NAMES, DocumentContent
from newsapp.parts.documents.models import Document, DocumentFile
from newsapp.parts.documents.numbers import LONGEST, key_of
from newsapp.publishing import EditConflict, record
from newsapp.slugs import slug
from newsapp.text_folding import words as folded_words


class RelationError(ValueError):
    """A document cannot replace or amend itself, nor what replaces or amends it."""


def create(content: DocumentContent, *, actor: User, at: datetime) -> Document:
    """Begin a document as a draft. Raises NotAllowed."""
    require(actor, "document.create")
    document = Document(
        owner_id=actor.id, updated_by_id=actor.id, created_at=at, updated_at=at, version=1
    )
    _take(document, content.cleaned())
    db.session.add(document)
    db.session.flush()
    record(document, "document.create", actor=actor, at=at)
    return document


def save(
    document: Document, content: DocumentContent, *, base_version: int, actor: User, at: datetime
) -> Document:
    """State the document anew; `base_version` is what the person had before them. Saving the same
    changes nothing.

    A writer's hand ends where readers begin to see it: then it takes who may publish. Raises
    EditConflict, NotAllowed, RelationError.
    """
    require_edit(document, actor)
    db.session.refresh(document)
    require_edit(document, actor)
    content, before = content.cleaned(), document.content
    if content == before:
        return document
    _refuse_circle(document, content)
    if not publishing.claim_version(document, base_version, at=at, updated_by_id=actor.id):
        raise EditConflict(document)
    _take(document, content)
    db.session.flush()
    action = "document.save" if document.go_live_at is None else "document.change"
    record(document, action, actor=actor, at=at, changed=_changed(before, content))
    return document


def publish(
    document: Document, *, actor: User, at: datetime, go_live_at: datetime | None = None
) -> Document:
    """Show the document to readers, now or from a moment yet to come. Raises NotAllowed.

    One that readers see already keeps the moment from which they did, unless another is named.
    """
    require(actor, "document.publish")
    db.session.refresh(document)
    document.planned_for = None
    is_shown = (
        document.withdrawn_at is None
        and document.trashed_at is None
        and document.go_live_at is not None
    )
    if go_live_at is not None and go_live_at > at:
        moment = go_live_at
    elif is_shown and document.go_live_at is not None and document.go_live_at <= at:
        return document
    else:
        moment = at
    if is_shown and document.go_live_at == moment:
        return document
    document.go_live_at, document.updated_at = moment, at
    if document.first_published_at is None or document.first_published_at > at:
        document.first_published_at = moment
    document.withdrawn_at = document.trashed_at = None
    goes_live = moment.isoformat(timespec="minutes")
    record(document, "document.publish", actor=actor, at=at, go_live_at=goes_live)
    return document


def plan(document: Document, moment: datetime | None, *, actor: User, at: datetime) -> Document:
    """Keep with the document from when it is to be shown; that does nothing
    yet. Raises NotAllowed.
    """
    require_edit(document, actor)
    if moment != document.planned_for:
        before, document.planned_for, document.updated_at = document.planned_for, moment, at
        changed = {"planned_for": [before and before.isoformat(), moment and moment.isoformat()]}
        action = "document.save" if document.go_live_at is None else "document.change"
        record(document, action, actor=actor, at=at, changed=changed)
    return document


def withdraw(document: Document, *, actor: User, at: datetime) -> Document:
    """Take the document back from readers. Raises NotAllowed."""
    publishing.withdraw(document, "document.withdraw", actor=actor, at=at)
    return document


def require_edit(document: Document, actor: User) -> None:
    """Raise NotAllowed unless `actor` may state the document anew: their own, until it is
    published; or anyone's.
    """
    is_prepared = document.go_live_at is None and document.trashed_at is None
    require(actor, "document.edit", owner_id=document.owner_id if is_prepared else None)


def _take(document: Document, content: DocumentContent) -> None:
    for name in NAMES:
        setattr(document, name, getattr(content, name))
    kept = {file.attachment_id: file for file in document.files}
    files = []
    for position, link in enumerate(content.files):
        file = kept.get(link.id) or DocumentFile(attachment_id=link.id)
        file.position, file.title = position, link.title
        files.append(file)
    document.files = files
    document.number_key = key_of(content.number)
    document.body_slug = slug(content.issuing_body, fallback="co-quan")[:LONGEST]
    texts = (
        content.number,
        document.number_key,
        content.abstract,
        content.issuing_body,
        content.signer,
    )
    titles = (link.title for link in content.files)
    document.folded = f" {' '.join(folded_words(' '.join((*texts, content.subject, *titles))))}"


def _refuse_circle(document: Document, content: DocumentContent) -> None:
    """Follow what it changes, and what that changes, and so on: it must not lead back."""
    following, seen = content.relates_to_id, {document.id}
    while following is not None:
        if following in seen:
            raise RelationError
        seen.add(following)
        found = db.session.get(Document, following)
        following = found.relates_to_id if found else None


def _changed(before: DocumentContent, after: DocumentContent) -> dict[str, list[Any]]:
    """Field -> what it was and what it is, of those that differ."""
    names = (*NAMES, "files")
    values = {name: [_plain(getattr(before, name)), _plain(getattr(after, name))] for name in names}
    return {name: pair for name, pair in values.items() if pair[0] != pair[1]}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [link.title for link in value] if isinstance(value, tuple) else value
