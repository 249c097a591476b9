"""Which articles show a stored file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from newsapp.articles.autosaves import mentioning
from newsapp.articles.models import Article, Revision, RevisionMedia
from newsapp.database import db
from newsapp.media.models import Picture


def uses(digests: Sequence[str]) -> Iterator[tuple[str, int, str, bool]]:
    """(digest, article's number, its title, whether only versions before the latest show the file)."""
    rows = db.session.execute(
        select(RevisionMedia.digest, Article.id, Article.title, Article.version, func.max(Revision.number))
        .join(Revision, Revision.id == RevisionMedia.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(RevisionMedia.digest.in_(digests))
        .group_by(RevisionMedia.digest, Article.id, Article.title, Article.version)
        .order_by(Article.id.desc())
    )
    for digest, number, title, version, last in rows:
        yield digest, number, title, last < version


def is_used(digest: str) -> bool:
    """Whether any version of an article shows the file, or what somebody has typed and not saved yet."""
    if db.session.scalar(select(RevisionMedia.revision_id).where(RevisionMedia.digest == digest).limit(1)):
        return True
    picture_id = db.session.scalar(select(Picture.id).where(Picture.digest == digest))
    return db.session.scalar(mentioning(digest, picture_id)) is not None
