"""A Word document as a draft: what was read from it, with the original attached."""

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
from newsapp.media import attachments, library
from newsapp.parts.writing import doc_files, docx
from newsapp.parts.writing.docx import DocumentError


@dataclass(frozen=True, slots=True)
class ImportedDraft:
    """left_out: a sentence for each kind of thing that is in the document and not in the draft."""

    article: Article
    left_out: list[str]


def draft_from(
    stream: IO[bytes], filename: str, *, category_id: int, actor: User, at: datetime
) -> ImportedDraft:
    """Make a draft of a .docx, or of a .doc where LibreOffice is installed.

    Everything is read and stored before the database is written. Raises DocumentError, NotAllowed,
    and OSError where the disk is full.
    """
    try:
        if doc_files.is_old(stream):
            with doc_files.as_docx(stream) as converted:
                document = docx.read(converted, filename, actor=actor, at=at)
        else:
            document = docx.read(stream, filename, actor=actor, at=at)
    except doc_files.NotConverted:
        raise DocumentError(docx.old_word(filename)) from None
    left_out = list(document.left_out)
    links: list[AttachmentLink] = []
    stream.seek(0)
    try:
        original = library.receive(attachments.store, stream, filename, actor=actor, at=at)
        title = _("Bản gốc: %(name)s", name=original.filename)[:200]
        links.append(AttachmentLink(id=original.id, title=title))
    except attachments.AttachmentError as reason:
        left_out.append(_("Tệp gốc không đính kèm được: %(reason)s", reason=reason))
    content = Content(
        title=document.title, body=document.body, category_id=category_id, attachments=links
    )
    with writing():
        return ImportedDraft(workflow.create(content, actor=actor, at=at), left_out)
