"""From an upload to a row in the library: the work on the file first, then one short write."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from newsapp.accounts.models import User
from newsapp.database import writing
from newsapp.media import attachments, library, pictures, sweeping
from newsapp.media.models import Attachment, Picture


def receive_picture(stream: IO[bytes], filename: str, *, actor: User | None, at: datetime) -> Picture:
    """Raises PictureError, and OSError where the disk is full."""
    sweeping.sweep_when_due()
    while True:
        stored = pictures.store(stream, filename)
        with writing():
            picture = library.add_picture(stored, actor=actor, at=at)
            if pictures.is_complete(picture.digest, picture.width):
                return picture
        stream.seek(0)  # somebody deleted the same picture just now: once more


def receive_attachment(stream: IO[bytes], filename: str, *, actor: User | None, at: datetime) -> Attachment:
    """Raises AttachmentError, and OSError where the disk is full."""
    sweeping.sweep_when_due()
    while True:
        stored = attachments.store(stream, filename)
        with writing():
            attachment = library.add_attachment(stored, actor=actor, at=at)
            if attachments.is_complete(attachment.digest, attachment.extension):
                return attachment
        stream.seek(0)
