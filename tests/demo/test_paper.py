from __future__ import annotations

import io
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import db, writing
from newsapp.demo import documents
from newsapp.demo.paper import Line, pdf
from newsapp.documents import queries
from newsapp.documents.models import Document
from newsapp.media import attachments
from newsapp.media.models import Attachment

PANGRAM = "Ặ Ẩ Ỗ Ử Ợ ằ ẵ ễ ộ ờ ừ ỹ đ Đ: kỳ họp “số” 115/QĐ-UBND"


@pytest.mark.usefixtures("app")
def test_its_words_are_read_back_with_every_mark() -> None:
    stored = attachments.store(io.BytesIO(pdf([Line(PANGRAM.replace("“", '"').replace("”", '"'))])), "a.pdf")
    assert stored.text == PANGRAM.replace("“", '"').replace("”", '"')
    assert not stored.is_scan


def test_a_long_line_is_broken_and_a_long_page_ends(app: Flask) -> None:
    stored = attachments.store(io.BytesIO(pdf([Line("chữ " * 40)] * 60)), "a.pdf")
    assert stored.text.split()[:3] == ["chữ", "chữ", "chữ"]
    assert 100 < len(stored.text.split()) < 40 * 60


def test_the_demos_documents_are_there_with_their_words(editor: User) -> None:
    files, now = documents.write_files(), clock.now()
    with writing():
        documents.publish(files, actor=editor, at=now)
    rows = db.session.execute(queries.cards(now, date(2100, 1, 1))).all()
    assert len(rows) == len(documents.DOCUMENTS) == 12
    for document in db.session.scalars(select(Document)):
        text = db.session.scalar(select(Attachment.text).where(Attachment.id == document.files[0].attachment_id))
        assert document.number in (text or "")
        assert document.abstract.split()[0] in (text or "")
    replaced = db.session.scalar(select(Document).where(Document.relates_to_id.is_not(None)))
    assert replaced is not None
    assert replaced.number == "14/QĐ-UBND"
