"""Expiring links that show one version of an article without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import exists, select

from newsapp import publishing
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import workflow
from newsapp.articles.models import Article, Revision, RevisionMedia
from newsapp.database import db

GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Shared:
    """The version that a link shows, until `expires_at`."""

    article: Article
    revision: Revision
    expires_at: datetime


def share(article: Article, *, actor: User, at: datetime, secret: str) -> tuple[str, datetime]:
    """The link's token for the latest version, and when it expires. Raises NotAllowed."""
    require(actor, "article.edit", owner_id=article.owner_id)
    expires_at = at + GOOD_FOR
    publishing.record(article, "article.share", actor=actor, at=at, revision=article.version)
    token = _signer(secret).dumps([article.id, article.version, int(expires_at.timestamp())])
    return str(token), expires_at


def shared(token: str, *, now: datetime, secret: str) -> Shared | None:
    """What the token shows; None if it is invalid or expired, or the article is trashed."""
    try:
        number, version, until = _signer(secret).loads(token)
    except BadData:
        return None
    expires_at = datetime.fromtimestamp(until, now.tzinfo)
    article = db.session.get(Article, number)
    if expires_at <= now or article is None or article.trashed_at is not None:
        return None
    revision = workflow.revision_with_number(article, version)
    return Shared(article, revision, expires_at) if revision else None


def shows(shared: Shared, digest: str) -> bool:
    """Whether the shared version shows the stored file."""
    of_revision = RevisionMedia.revision_id == shared.revision.id
    is_shown = exists().where(of_revision, RevisionMedia.digest == digest)
    return bool(db.session.scalar(select(is_shown)))


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="shared preview")
