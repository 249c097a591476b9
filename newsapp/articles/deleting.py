"""Deleting articles for good: by hand from the trash, or automatically after KEPT_IN_TRASH."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from newsapp import publishing
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.models import Article, DeletedArticle, Revision
from newsapp.articles.workflow import NotPossible, refresh
from newsapp.database import db, writing

KEPT_IN_TRASH = timedelta(days=30)


def delete_for_good(article: Article, *, actor: User | None, at: datetime) -> None:
    """Delete a trashed article with its revisions; its number keeps answering 410 if it was live.

    Its files stay in the library. actor: None if automatic. Raises NotAllowed, NotPossible.
    """
    if actor is not None:
        require(actor, "article.delete")
    refresh(article)
    if article.trashed_at is None:
        raise NotPossible(_("Chỉ xóa hẳn được bài đang trong thùng rác."))
    count = count_revisions(article)
    publishing.record(article, "article.delete", actor=actor, at=at, revisions=count)
    first = article.first_published_at
    if first is not None and article.was_live(at):
        db.session.add(DeletedArticle(id=article.id, first_published_at=first, deleted_at=at))
    db.session.delete(article)
    db.session.flush()


def count_revisions(article: Article) -> int:
    return db.session.scalar(select(func.count()).where(Revision.article_id == article.id)) or 0


def empty_trash(at: datetime) -> list[int]:
    """Delete what was trashed long enough ago, one transaction each; return the numbers."""
    is_due = Article.trashed_at <= at - KEPT_IN_TRASH
    numbers = db.session.scalars(select(Article.id).where(is_due)).all()
    deleted = []
    for number in numbers:
        with writing():
            # Read again: somebody may have restored or deleted it since.
            due = select(Article).where(Article.id == number, is_due)
            article = db.session.scalar(due.execution_options(populate_existing=True))
            if article is not None:
                delete_for_good(article, actor=None, at=at)
                deleted.append(number)
    return deleted


def was_deleted(number: int) -> bool:
    """Whether an article of that number was once live and is deleted for good."""
    return db.session.get(DeletedArticle, number) is not None
