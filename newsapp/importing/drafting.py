"""A document as a draft: what was read from it, with the original attached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from flask_babel import gettext as _

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.content import AttachmentLink, Content
from newsapp.articles.models import Article
from newsapp.database import writing
from newsapp.importing import docx, old_word
from newsapp.importing.docx import DocumentError
from newsapp.media import attachments, receiving


@dataclass(frozen=True, slots=True)
class Draft:
    """The article, and a sentence for each kind of thing that the document had and it has not."""

    article: Article
    left_out: list[str]


def draft_from(stream: IO[bytes], filename: str, *, category_id: int, actor: User, at: datetime) -> Draft:
    """Make a draft of a .docx, or of a .doc where LibreOffice is installed.

    Raises DocumentError, NotAllowed, OSError where the disk is full. All work on files comes before the write.
    """
    if old_word.is_old(stream):
        try:
            with old_word.as_docx(stream) as converted:
                document = docx.read(converted, filename, actor=actor, at=at)
        except old_word.NotConverted:
            raise DocumentError(
                _("“%(name)s” là tệp Word kiểu cũ (.doc) hoặc có mật khẩu. Hãy lưu lại thành .docx rồi nhập.",
                  name=filename)
            ) from None  # fmt: skip
    else:
        document = docx.read(stream, filename, actor=actor, at=at)
    left_out = list(document.left_out)
    links: list[AttachmentLink] = []
    stream.seek(0)
    try:
        original = receiving.receive_attachment(stream, filename, actor=actor, at=at)
        links.append(AttachmentLink(id=original.id, title=_("Bản gốc: %(name)s", name=original.filename)[:200]))
    except attachments.AttachmentError as reason:
        left_out.append(_("Tệp gốc không đính kèm được: %(reason)s", reason=reason))
    content = Content(title=document.title, body=document.body, category_id=category_id, attachments=links)
    with writing():
        article = workflow.create(content, actor=actor, at=at)
    return Draft(article, left_out)
