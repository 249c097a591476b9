"""Which articles use a stored file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import exists, func, select

from newsapp.articles.content import titled
from newsapp.articles.models import Article, Revision, RevisionMedia
from newsapp.articles.queries import shows_media
from newsapp.database import db
from newsapp.media.uses import Use


def uses(digests: Sequence[str]) -> Iterator[tuple[str, Use]]:
    """(digest, use) for each article of which some version shows one of the files."""
    columns = (RevisionMedia.digest, Article.id, Article.title, Article.version)
    rows = (
        select(*columns, func.max(Revision.number))
        .join(Revision, Revision.id == RevisionMedia.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(RevisionMedia.digest.in_(digests))
        .group_by(*columns)
        .order_by(Article.id.desc())
    )
    for digest, number, title, version, last in db.session.execute(rows):
        yield digest, Use(titled(title), "admin.edit_article", number, is_old=last < version)


def is_used(digest: str) -> bool:
    """Whether any version of an article shows the file."""
    is_shown = exists().where(RevisionMedia.digest == digest)
    return bool(db.session.scalar(select(is_shown)))


def is_public(digest: str, now: datetime) -> bool:
    """Whether some published article shows the file."""
    return bool(db.session.scalar(shows_media(digest, now)))
