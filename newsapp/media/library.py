"""The rows of stored pictures and files. The same file is one row, whoever brings it again.

Readers see a file only when an article that shows it is published.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.database import db, note_change
from newsapp.media.attachments import StoredAttachment
from newsapp.media.models import Attachment, Picture
from newsapp.media.pictures import StoredPicture


def add_picture(stored: StoredPicture, *, actor: User | None, at: datetime) -> Picture:
    note_change(seen_by_readers=False)
    known = db.session.scalar(select(Picture).where(Picture.digest == stored.digest))
    if known is not None:
        return known
    picture = Picture(
        digest=stored.digest,
        width=stored.width,
        height=stored.height,
        filename=stored.filename,
        uploaded_by_id=actor.id if actor else None,
        created_at=at,
    )
    db.session.add(picture)
    db.session.flush()
    return picture


def add_attachment(stored: StoredAttachment, *, actor: User | None, at: datetime) -> Attachment:
    note_change(seen_by_readers=False)
    known = db.session.scalar(select(Attachment).where(Attachment.digest == stored.digest))
    if known is not None:
        return known
    attachment = Attachment(
        digest=stored.digest,
        filename=stored.filename,
        extension=stored.extension,
        size=stored.size,
        text=stored.text,
        is_scan=stored.is_scan,
        uploaded_by_id=actor.id if actor else None,
        created_at=at,
    )
    db.session.add(attachment)
    db.session.flush()
    return attachment
