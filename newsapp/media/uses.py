"""Where stored files are used, whatever uses them, and deleting those that nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from flask import current_app
from sqlalchemy import Select, select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import db, note_change, writing
from newsapp.media import attachments, pictures
from newsapp.media.models import Attachment, Picture
from newsapp.registry import registry

Stored = TypeVar("Stored", Picture, Attachment)


class InUse(Exception):
    """The file is shown somewhere, so it cannot be deleted."""


@dataclass(frozen=True, slots=True)
class Use:
    """What shows a file: its title, and the staff page where it is edited.

    number: which one, where there are several of its kind. is_old: only versions before the latest
    show the file.
    """

    title: str
    endpoint: str
    number: int | None = None
    is_old: bool = False

    @property
    def address(self) -> dict[str, int]:
        """The values that the endpoint's address takes."""
        return {} if self.number is None else {"number": self.number}


def newest_pictures() -> Select[Picture]:
    return select(Picture).order_by(Picture.id.desc())


def newest_attachments() -> Select[Attachment]:
    return select(Attachment).order_by(Attachment.id.desc())


def uses(digests: Sequence[str]) -> dict[str, list[Use]]:
    """Digest -> what shows the file, in any state and any version."""
    shown_by: dict[str, list[Use]] = {digest: [] for digest in digests}
    for part in registry().file_uses:
        for digest, use in part.uses(digests):
            shown_by[digest].append(use)
    return shown_by


def is_public(digest: str, now: datetime) -> bool:
    """Whether readers may have the file: something that they see shows it."""
    return any(part.is_public(digest, now) for part in registry().file_uses)


def delete_picture(number: int, *, actor: User, at: datetime) -> None:
    """Delete a picture that nothing shows, with its files. Raises InUse, NotAllowed."""
    picture = _delete_row(Picture, number, actor=actor, at=at)
    if picture is not None:
        named = (picture.digest, picture.width)
        files = pictures.files_of(*named) + pictures.added_files_of(*named)
        _remove_files(Picture, picture.digest, files)


def delete_attachment(number: int, *, actor: User, at: datetime) -> None:
    """Delete an attached file that nothing links to. Raises InUse, NotAllowed."""
    attachment = _delete_row(Attachment, number, actor=actor, at=at)
    if attachment is not None:
        media: Path = current_app.config["MEDIA"]
        file = attachments.path(media, attachment.digest, attachment.extension)
        _remove_files(Attachment, attachment.digest, [file])


def _delete_row(kind: type[Stored], number: int, *, actor: User, at: datetime) -> Stored | None:
    """Delete the row and return what it was; None where it is gone already."""
    require(actor, "media.delete")
    with writing():
        row = db.session.get(kind, number)
        if row is not None:
            _refuse_if_used(row.digest)
            action = f"{kind.__tablename__}.delete"
            audit.record(action, actor=actor, target=row, at=at, filename=row.filename)
            db.session.delete(row)
    return row


def _refuse_if_used(digest: str) -> None:
    if any(part.is_used(digest) for part in registry().file_uses):
        raise InUse


def _remove_files(kind: type[Picture] | type[Attachment], digest: str, files: list[Path]) -> None:
    """The row first, then the files: a kill in between leaves debris, never a picture that is not
    there.

    Under the write lock, for somebody may be bringing the same file just now.
    """
    with writing():
        note_change(seen_by_readers=False)
        if db.session.scalar(select(kind.id).where(kind.digest == digest)) is None:
            for file in files:
                file.unlink(missing_ok=True)
