"""The library of pictures and files. The same file is one row, whoever uploads it again.

Readers see a file only when something published shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import IO, TypeVar

from flask import current_app
from sqlalchemy import Select, select

from newsapp.accounts.models import User
from newsapp.database import db, note_change, writing
from newsapp.media import attachments, pictures, sweeping
from newsapp.media.models import Attachment, Picture
from newsapp.text_folding import fold, words

StoredFile = TypeVar("StoredFile", Picture, Attachment)


def receive(
    store: Callable[[IO[bytes], str], StoredFile],
    stream: IO[bytes],
    filename: str,
    *,
    actor: User | None,
    at: datetime,
) -> StoredFile:
    """Store an upload by pictures.store or attachments.store, then add its row in a short write.

    Raises what `store` raises.
    """
    sweeping.sweep_when_due()
    while True:
        stored = store(stream, filename)
        with writing():
            row = add(stored, actor=actor, at=at)
            if is_complete(row):
                row.notice = stored.notice
                return row
        stream.seek(0)  # somebody deleted the same file in between, so it is stored again


def is_complete(row: Picture | Attachment) -> bool:
    if isinstance(row, Picture):
        paths = pictures.files_of(row.digest, row.width)
    else:
        paths = [attachments.path(current_app.config["MEDIA"], row.digest, row.extension)]
    return all(path.exists() for path in paths)


def add(stored: StoredFile, *, actor: User | None, at: datetime) -> StoredFile:
    """Add the row that pictures.store or attachments.store has made, or return the row of the
    same file.
    """
    note_change(seen_by_readers=False)
    kind = type(stored)
    known = db.session.scalar(select(kind).where(kind.digest == stored.digest))
    if known is not None:
        return known
    stored.uploaded_by_id = actor.id if actor else None
    stored.created_at = at
    db.session.add(stored)
    db.session.flush()
    return stored


def describe(descriptions: Mapping[str, str]) -> None:
    """Store the alternative texts of pictures, by digest, to be offered when the picture is used
    again.
    """
    if not descriptions:
        return
    for picture in db.session.scalars(select(Picture).where(Picture.digest.in_(descriptions))):
        description = descriptions[picture.digest][:300]
        if description and description != picture.description:
            picture.description = description
            picture.search_text = fold(f"{picture.filename} {description}")


def find_pictures(question: str) -> Select[Picture]:
    """The pictures whose name or description contains every word of the question, newest first.

    An empty question finds all pictures.
    """
    query = select(Picture).order_by(Picture.id.desc())
    for word in words(question):
        query = query.where(Picture.search_text.contains(word, autoescape=True))
    return query
