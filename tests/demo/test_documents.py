from __future__ import annotations

from datetime import date

from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import db, writing
from newsapp.demo import documents
from newsapp.media.models import Attachment
from newsapp.parts.documents import queries
from newsapp.parts.documents.models import Document


def test_the_demos_documents_are_there_with_their_words(editor: User) -> None:
    stored, now = documents.store_files(), clock.now()
    with writing():
        documents.publish(stored, actor=editor, at=now)
    rows = db.session.execute(queries.cards(now, date(2100, 1, 1))).all()
    assert len(rows) == len(documents.DOCUMENTS) == 12
    for document in db.session.scalars(select(Document)):
        file = db.session.scalars(
            select(Attachment).where(Attachment.id == document.files[0].attachment_id)
        ).one()
        assert file.filename == f"{document.number.replace('/', '-')}.pdf"
        text = " ".join(file.text.split())
        for words in (
            document.number,
            document.issuing_body.upper(),
            document.abstract,
            document.signer,
        ):
            assert words in text, document.number
    replaced = db.session.scalar(select(Document).where(Document.relates_to_id.is_not(None)))
    assert replaced is not None
    assert replaced.number == "14/QĐ-UBND"
