"""Expiring links that show one version of an article without an account.

A link carries its article's round: ending the links of an article begins another round.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import ForeignKey, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from newsapp import publishing
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import workflow
from newsapp.articles.models import Article, Revision, RevisionMedia
from newsapp.database import Model, UTCDateTime, db

GOOD_FOR = timedelta(days=7)
FIRST_ROUND = 0
"""Of articles whose links were never ended, and of links that an earlier release made."""


class PreviewLinks(Model):
    """The links that were handed out for an article."""

    __tablename__ = "preview_links"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    )
    round: Mapped[int]
    """Goes up where all links are ended."""
    latest_until: Mapped[datetime] = mapped_column(UTCDateTime)
    """When the last of them expires."""


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
    links = _links(article)
    links.latest_until = expires_at
    parts = [article.id, article.version, int(expires_at.timestamp()), links.round]
    return str(_signer(secret).dumps(parts)), expires_at


def end_links(article: Article, *, actor: User, at: datetime) -> None:
    """Let no link that was handed out for the article work any more. Raises NotAllowed."""
    require(actor, "article.edit", owner_id=article.owner_id)
    links = _links(article)
    links.round += 1
    links.latest_until = at
    publishing.record(article, "article.end_links", actor=actor, at=at)


def has_open_links(article: Article, *, now: datetime) -> bool:
    links = db.session.get(PreviewLinks, article.id)
    return links is not None and links.latest_until > now


def shared(token: str, *, now: datetime, secret: str) -> Shared | None:
    """What the token shows; None if it is invalid or expired, or the article is trashed."""
    try:
        number, version, until, *rest = _signer(secret).loads(token)
    except BadData:
        return None
    expires_at = datetime.fromtimestamp(until, now.tzinfo)
    article = db.session.get(Article, number)
    if expires_at <= now or article is None or article.trashed_at is not None:
        return None
    if _round(article) != (rest[0] if rest else FIRST_ROUND):
        return None
    revision = workflow.revision_with_number(article, version)
    return Shared(article, revision, expires_at) if revision else None


def shows(shared: Shared, digest: str) -> bool:
    """Whether the shared version shows the stored file."""
    of_revision = RevisionMedia.revision_id == shared.revision.id
    is_shown = exists().where(of_revision, RevisionMedia.digest == digest)
    return bool(db.session.scalar(select(is_shown)))


def _links(article: Article) -> PreviewLinks:
    links = db.session.get(PreviewLinks, article.id, populate_existing=True)
    if links is None:
        links = PreviewLinks(article_id=article.id, round=FIRST_ROUND)
        db.session.add(links)
    return links


def _round(article: Article) -> int:
    links = db.session.get(PreviewLinks, article.id, populate_existing=True)
    return links.round if links is not None else FIRST_ROUND


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="shared preview")
