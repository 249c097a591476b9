"""A link that shows one version of an article to somebody without an account, and that expires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import exists, select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
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
    audit.record("article.share", actor=actor, target=article, at=at, title=article.title, revision=article.version)
    token = _signer(secret).dumps([article.id, article.version, int(expires_at.timestamp())])
    return str(token), expires_at


def shared(token: str, *, now: datetime, secret: str) -> Shared | None:
    """What the token shows; None where it is not ours, has expired, or the article is in the trash."""
    try:
        number, version, until = _signer(secret).loads(token)
    except BadData:
        return None
    expires_at = datetime.fromtimestamp(until, now.tzinfo)
    article = db.session.get(Article, number)
    if expires_at <= now or article is None or article.trashed_at is not None:
        return None
    revision = db.session.scalar(select(Revision).where(Revision.article_id == number, Revision.number == version))
    return Shared(article, revision, expires_at) if revision else None


def shows(what: Shared, digest: str) -> bool:
    """Whether the shared version shows the stored file."""
    row = exists().where(RevisionMedia.revision_id == what.revision.id, RevisionMedia.digest == digest)
    return bool(db.session.scalar(select(row)))


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="shared preview")
