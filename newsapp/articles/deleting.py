"""Deleting an article for good: by hand from the trash, or by itself when it has lain there for long."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.models import Article, DeletedArticle, Revision
from newsapp.articles.workflow import NotPossible, look_again
from newsapp.database import db, writing

KEPT_IN_TRASH = timedelta(days=30)


def delete_for_good(article: Article, *, actor: User | None, at: datetime) -> None:
    """Delete an article from the trash with all its revisions; its number keeps answering 410 if it was ever live.

    Pictures and files stay in the library. actor: None where it goes by itself. Raises NotAllowed, NotPossible.
    """
    if actor is not None:
        require(actor, "article.delete")
    look_again(article)
    if article.trashed_at is None:
        raise NotPossible(_("Chỉ xóa hẳn được bài đang trong thùng rác."))
    count = count_revisions(article)
    audit.record("article.delete", actor=actor, target=article, at=at, title=article.title, revisions=count)
    if article.first_published_at is not None and article.was_live(at):
        db.session.add(DeletedArticle(id=article.id, first_published_at=article.first_published_at, deleted_at=at))
    db.session.delete(article)
    db.session.flush()


def count_revisions(article: Article) -> int:
    return db.session.scalar(select(func.count()).where(Revision.article_id == article.id)) or 0


def empty_trash(at: datetime) -> list[int]:
    """Delete what was trashed long enough ago; return the numbers. Each goes in a transaction of its own."""
    due = db.session.scalars(select(Article.id).where(Article.trashed_at <= at - KEPT_IN_TRASH)).all()
    gone = []
    for number in due:
        with writing():
            article = db.session.get(Article, number, populate_existing=True)
            if article is None or article.trashed_at is None or article.trashed_at > at - KEPT_IN_TRASH:
                continue  # somebody was quicker
            delete_for_good(article, actor=None, at=at)
            gone.append(number)
    return gone


def was_deleted(number: int) -> bool:
    """Whether readers could once see an article of that number, which is deleted for good."""
    return db.session.get(DeletedArticle, number) is not None
