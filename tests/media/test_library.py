from __future__ import annotations

from sqlalchemy import func, select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import db, writing
from newsapp.media import library
from newsapp.media.attachments import StoredAttachment
from newsapp.media.models import Attachment, Picture
from newsapp.media.pictures import StoredPicture


def test_the_same_picture_is_one_row(writer: User, editor: User) -> None:
    stored = StoredPicture("ab" * 16, 640, 400, "a.jpg")
    with writing():
        first = library.add_picture(stored, actor=writer, at=clock.now())
        again = library.add_picture(stored, actor=editor, at=clock.now())
    assert first is again
    assert first.uploaded_by_id == writer.id
    assert db.session.scalar(select(func.count()).select_from(Picture)) == 1


def test_the_same_file_is_one_row(writer: User) -> None:
    with writing():
        first = library.add_attachment(StoredAttachment("ab" * 16, "a.pdf", "pdf", 5), actor=writer, at=clock.now())
        again = library.add_attachment(StoredAttachment("ab" * 16, "b.pdf", "pdf", 5), actor=None, at=clock.now())
    assert (first.id, first.filename) == (again.id, "a.pdf")
    assert db.session.scalar(select(func.count()).select_from(Attachment)) == 1
