"""What can be done to a document. Each verb holds its permission and its audit row; none commits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import db
from newsapp.documents.content import NAMES, DocumentContent
from newsapp.documents.models import Document, DocumentFile
from newsapp.documents.numbers import LONGEST, key_of
from newsapp.search.fold import words as folded_words
from newsapp.slugs import slug


class EditConflict(Exception):
    """Somebody else saved since the form was opened; the document holds what they saved."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.id)
        self.document = document


class RelationError(ValueError):
    """A document cannot replace or amend itself, nor what replaces or amends it."""


def create(content: DocumentContent, *, actor: User, at: datetime) -> Document:
    """Begin a document as a draft. Raises NotAllowed."""
    require(actor, "document.create")
    document = Document(owner_id=actor.id, updated_by_id=actor.id, created_at=at, updated_at=at, version=1)
    _take(document, content.cleaned())
    db.session.add(document)
    db.session.flush()
    audit.record("document.create", actor=actor, target=document, at=at, number=document.number)
    return document


def save(document: Document, content: DocumentContent, *, base_version: int, actor: User, at: datetime) -> Document:
    """State the document anew; `base_version` is what the person had before them. Saving the same changes nothing.

    A writer's hand ends where readers begin to see it: then it takes who may publish. Raises EditConflict, NotAllowed,
    RelationError.
    """
    require_edit(document, actor)
    db.session.refresh(document)
    require_edit(document, actor)
    content, before = content.cleaned(), document.content
    if content == before:
        return document
    _refuse_circle(document, content)
    claimed = db.session.execute(
        update(Document)
        .where(Document.id == document.id, Document.version == base_version)
        .values(version=base_version + 1, updated_at=at, updated_by_id=actor.id)
        .returning(Document.id)
        .execution_options(synchronize_session=False)
    )
    if claimed.first() is None:
        raise EditConflict(document)
    db.session.refresh(document)
    _take(document, content)
    db.session.flush()
    changed = _changed(before, content)
    if document.go_live_at is None:
        audit.record("document.save", actor=actor, target=document, at=at, number=document.number, changed=changed)
    else:
        audit.record("document.change", actor=actor, target=document, at=at, number=document.number, changed=changed)
    return document


def publish(document: Document, *, actor: User, at: datetime, go_live_at: datetime | None = None) -> Document:
    """Show the document to readers, now or from a moment yet to come. Raises NotAllowed.

    One that readers see already keeps the moment from which they did, unless another is named.
    """
    require(actor, "document.publish")
    db.session.refresh(document)
    is_shown = document.withdrawn_at is None and document.trashed_at is None and document.go_live_at is not None
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
    audit.record(
        "document.publish",
        actor=actor,
        target=document,
        at=at,
        number=document.number,
        go_live_at=moment.isoformat(timespec="minutes"),
    )
    return document


def withdraw(document: Document, *, actor: User, at: datetime) -> Document:
    """Take the document back from readers; its address answers 410 until it is published again. Raises NotAllowed."""
    require(actor, "document.withdraw")
    db.session.refresh(document)
    if document.go_live_at is not None and document.withdrawn_at is None:
        document.withdrawn_at = document.updated_at = at
        audit.record("document.withdraw", actor=actor, target=document, at=at, number=document.number)
    return document


def trash(document: Document, *, actor: User, at: datetime) -> Document:
    """Move the document to the trash, out of readers' sight. Raises NotAllowed."""
    require(actor, "document.trash")
    db.session.refresh(document)
    if document.trashed_at is None:
        document.trashed_at = document.updated_at = at
        audit.record("document.trash", actor=actor, target=document, at=at, number=document.number)
    return document


def restore(document: Document, *, actor: User, at: datetime) -> Document:
    """Take the document out of the trash. Readers do not see it by this: publishing is a step of its own."""
    require(actor, "document.restore")
    db.session.refresh(document)
    if document.trashed_at is not None:
        document.trashed_at = None
        document.updated_at = at
        if document.go_live_at is not None and document.withdrawn_at is None:
            document.withdrawn_at = at
        audit.record("document.restore", actor=actor, target=document, at=at, number=document.number)
    return document


def require_edit(document: Document, actor: User) -> None:
    """Raise NotAllowed unless `actor` may state the document anew: their own, until it is published; or anyone's."""
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
    texts = (content.number, document.number_key, content.abstract, content.issuing_body, content.signer)
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
