"""The category, cover and files of a text, which may have been deleted since."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import gettext as _
from sqlalchemy import select

from newsapp.articles.content import Content
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media.models import Attachment, Picture


def without_missing(content: Content) -> tuple[Content, list[str]]:
    """The content without what no longer exists, and a sentence for each thing that is missing."""
    lost = []
    if content.category_id is not None and db.session.get(Category, content.category_id) is None:
        lost.append(_("Chuyên mục của bản này không còn."))
        content = replace(content, category_id=None)
    if content.cover_id is not None and db.session.get(Picture, content.cover_id) is None:
        lost.append(_("Ảnh đại diện của bản này không còn."))
        content = replace(content, cover_id=None, cover_alt="", cover_caption="", cover_credit="")
    numbers = [link["id"] for link in content.attachments]
    existing = set()
    if numbers:
        stored = select(Attachment.id).where(Attachment.id.in_(numbers))
        existing = set(db.session.scalars(stored))
    attachments = []
    for link in content.attachments:
        if link["id"] in existing:
            attachments.append(link)
        else:
            lost.append(_("Tệp “%(title)s” không còn.", title=link["title"]))
    return replace(content, attachments=attachments), lost
