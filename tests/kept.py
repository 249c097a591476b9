"""What a person has typed and not saved, as the server keeps it."""

from __future__ import annotations

from sqlalchemy import select

from newsapp.admin.form_tokens import key_of_article
from newsapp.database import db
from newsapp.parts.drafts.autosaves import Autosave


def text_under(user_id: int, key: str) -> Autosave | None:
    """The autosave that stands under exactly this key, as it is now."""
    mine = select(Autosave).where(Autosave.user_id == user_id, Autosave.key == key)
    return db.session.scalar(mine.execution_options(populate_existing=True))


def text_for(user_id: int, article_id: int) -> Autosave | None:
    """The person's autosave for an article."""
    return text_under(user_id, key_of_article(article_id))
