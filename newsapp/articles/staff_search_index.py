"""The latest revision of each article, folded for the staff's search and for sorting by title.

The row is written in the revision's transaction. Searching scans the folded text, which works the
same on SQLite and PostgreSQL: 40 MB take some 50 ms.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    Select,
    String,
    Text,
    and_,
    delete,
    event,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.articles.models import Article, Revision
from newsapp.articles.sanitise import plain
from newsapp.collation import sort_key
from newsapp.database import Model, db, note_change, writing
from newsapp.text_folding import words

BATCH = 200
"""Articles in one transaction, so that others can write in between."""


class LatestText(Model):
    __tablename__ = "latest_text"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    """The number of the revision that the row was made from."""
    title_key: Mapped[str] = mapped_column(String(400))
    title: Mapped[str] = mapped_column(Text)
    """Folded words, each after a space, so that prefixes can be searched; so is `text`."""
    text: Mapped[str] = mapped_column(Text)


def values(revision: Revision) -> dict[str, Any]:
    head = (revision.title, revision.summary, revision.byline, revision.source)
    texts = filter(None, (*head, plain(revision.body)))
    return {
        "article_id": revision.article_id,
        "version": revision.number,
        "title_key": sort_key(revision.title),
        "title": _folded(revision.title),
        "text": _folded(" ".join(texts)),
    }


def _folded(text: str) -> str:
    return "".join(f" {word}" for word in words(text))


def matches(asked: str) -> Any:
    """Whether the latest text has words that begin as each of the words asked for."""
    return and_(*(LatestText.text.contains(f" {word}", autoescape=True) for word in words(asked)))


@event.listens_for(Revision, "after_insert")
@event.listens_for(Revision, "after_update")
def _write_row(_mapper: object, connection: Connection, revision: Revision) -> None:
    newest = select(func.max(Revision.number)).where(Revision.article_id == revision.article_id)
    if revision.number == connection.scalar(newest):
        connection.execute(delete(LatestText).where(LatestText.article_id == revision.article_id))
        connection.execute(insert(LatestText).values(values(revision)))


def stale() -> Select[Revision]:
    """The latest revisions whose row is missing or made from an older one."""
    return (
        select(Revision)
        .join(Article, and_(Article.id == Revision.article_id, Article.version == Revision.number))
        .outerjoin(LatestText, LatestText.article_id == Article.id)
        .where(or_(LatestText.version.is_(None), LatestText.version != Revision.number))
    )


def forget_all() -> None:
    with writing():
        note_change(seen_by_readers=False)
        db.session.execute(delete(LatestText))


def catch_up() -> int:
    """Write missing or outdated rows, even during a write pause; return their count."""
    count = 0
    while True:
        with writing(even_if_paused=True):
            note_change(seen_by_readers=False)
            revisions = db.session.scalars(stale().limit(BATCH)).all()
            numbers = [revision.article_id for revision in revisions]
            db.session.execute(delete(LatestText).where(LatestText.article_id.in_(numbers)))
            if revisions:
                db.session.execute(insert(LatestText), [values(revision) for revision in revisions])
        if not revisions:
            return count
        count += len(revisions)
        db.session.expunge_all()
