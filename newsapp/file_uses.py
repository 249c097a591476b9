"""Where stored files are used, whatever uses them, and deleting those that nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import Select, select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import media_uses as in_articles
from newsapp.articles import queries as articles
from newsapp.database import db, note_change, writing
from newsapp.documents import queries as documents
from newsapp.media import attachments, pictures
from newsapp.media.models import Attachment, Picture
from newsapp.site import identity


class InUse(Exception):
    """The file is shown somewhere, so it cannot be deleted."""


@dataclass(frozen=True, slots=True)
class Use:
    """kind: "article" or "document", with its number, or "identity": the logo.

    is_old: only versions before the latest show the file.
    """

    kind: str
    number: int
    title: str
    is_old: bool = False


def newest_pictures() -> Select[Picture]:
    return select(Picture).order_by(Picture.id.desc())


def newest_attachments() -> Select[Attachment]:
    return select(Attachment).order_by(Attachment.id.desc())


def uses(digests: Sequence[str]) -> dict[str, list[Use]]:
    """Digest -> what shows the file, in any state and any version."""
    found: dict[str, list[Use]] = {digest: [] for digest in digests}
    for digest, number, title, is_old in in_articles.uses(digests):
        found[digest].append(Use("article", number, title, is_old))
    for digest, number, title in db.session.execute(documents.uses(digests)):
        found[digest].append(Use("document", number, title))
    for digest in digests:
        if db.session.scalar(identity.shows_picture(digest)):
            found[digest].append(Use("identity", 1, _("Thông tin cơ quan")))
    return found


def is_public(digest: str, now: datetime) -> bool:
    """Whether readers may have the file: something that they see shows it."""
    ways = (articles.shows_media(digest, now), documents.shows_file(digest, now), identity.shows_picture(digest))
    return any(db.session.scalar(way) for way in ways)


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
    in_documents = db.session.execute(documents.uses([digest])).first()
    if in_articles.is_used(digest) or in_documents or db.session.scalar(identity.shows_picture(digest)):
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
