"""Where stored files are used, and deleting those that are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import Select, func, select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.autosaves import mentioning
from newsapp.articles.models import Article, Revision, RevisionMedia
from newsapp.database import db, note_change, writing
from newsapp.media import attachments, pictures
from newsapp.media.models import Attachment, Picture


class InUse(Exception):
    """The file is shown somewhere, so it cannot be deleted."""


@dataclass(frozen=True, slots=True)
class Use:
    """is_old: only versions before the latest show the file."""

    article_id: int
    title: str
    is_old: bool


def newest_pictures() -> Select[Picture]:
    return select(Picture).order_by(Picture.id.desc())


def newest_attachments() -> Select[Attachment]:
    return select(Attachment).order_by(Attachment.id.desc())


def uses(digests: Sequence[str]) -> dict[str, list[Use]]:
    """Digest -> the articles that show the file in any of their versions."""
    rows = db.session.execute(
        select(RevisionMedia.digest, Article.id, Article.title, Article.version, func.max(Revision.number))
        .join(Revision, Revision.id == RevisionMedia.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(RevisionMedia.digest.in_(digests))
        .group_by(RevisionMedia.digest, Article.id, Article.title, Article.version)
        .order_by(Article.id.desc())
    )
    found: dict[str, list[Use]] = {digest: [] for digest in digests}
    for digest, number, title, version, last in rows:
        found[digest].append(Use(number, title, is_old=last < version))
    return found


def delete_picture(number: int, *, actor: User, at: datetime) -> None:
    """Raises InUse, NotAllowed."""
    require(actor, "media.delete")
    with writing():
        picture = db.session.get(Picture, number)
        if picture is None:
            return
        _refuse_if_used(picture.digest)
        audit.record("picture.delete", actor=actor, target=picture, at=at, filename=picture.filename)
        db.session.delete(picture)
    _remove_files(Picture, picture.digest, pictures.files_of(picture.digest, picture.width))


def delete_attachment(number: int, *, actor: User, at: datetime) -> None:
    """Raises InUse, NotAllowed."""
    require(actor, "media.delete")
    with writing():
        attachment = db.session.get(Attachment, number)
        if attachment is None:
            return
        _refuse_if_used(attachment.digest)
        audit.record("attachment.delete", actor=actor, target=attachment, at=at, filename=attachment.filename)
        db.session.delete(attachment)
    media: Path = current_app.config["MEDIA"]
    file = attachments.path(media, attachment.digest, attachment.extension)
    _remove_files(Attachment, attachment.digest, [file])


def _refuse_if_used(digest: str) -> None:
    if db.session.scalar(select(RevisionMedia.revision_id).where(RevisionMedia.digest == digest).limit(1)):
        raise InUse
    picture_id = db.session.scalar(select(Picture.id).where(Picture.digest == digest))
    if db.session.scalar(mentioning(digest, picture_id)):
        raise InUse


def _remove_files(kind: type[Picture] | type[Attachment], digest: str, files: list[Path]) -> None:
    """The row first, then the files: a kill in between leaves debris, never a picture that is not there.

    Under the write lock, for somebody may be bringing the same file just now.
    """
    with writing():
        note_change(seen_by_readers=False)
        if db.session.scalar(select(kind.id).where(kind.digest == digest)) is None:
            for file in files:
                file.unlink(missing_ok=True)
