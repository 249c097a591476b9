from __future__ import annotations

from sqlalchemy import func, select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import db, writing
from newsapp.media import library
from newsapp.media.models import Attachment, Picture


def picture() -> Picture:
    return Picture(digest="ab" * 16, width=640, height=400, filename="a.jpg")


def attachment(filename: str) -> Attachment:
    return Attachment(digest="ab" * 16, filename=filename, extension="pdf", size=5)


def test_the_same_picture_is_one_row(writer: User, editor: User) -> None:
    with writing():
        first = library.add(picture(), actor=writer, at=clock.now())
        again = library.add(picture(), actor=editor, at=clock.now())
    assert first is again
    assert first.uploaded_by_id == writer.id
    assert db.session.scalar(select(func.count()).select_from(Picture)) == 1


def test_the_same_file_is_one_row(writer: User) -> None:
    with writing():
        first = library.add(attachment("a.pdf"), actor=writer, at=clock.now())
        again = library.add(attachment("b.pdf"), actor=None, at=clock.now())
    assert (first.id, first.filename) == (again.id, "a.pdf")
    assert db.session.scalar(select(func.count()).select_from(Attachment)) == 1
