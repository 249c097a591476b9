"""What can be done to an article. Each verb holds its permission, its revision and its audit row; none commits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import body, tagging
from newsapp.articles.content import Content
from newsapp.articles.models import Article, MediaUse, Revision, RevisionMedia
from newsapp.clock import local_date
from newsapp.database import db
from newsapp.media.models import Attachment, Picture


class EditConflict(Exception):
    """Somebody else saved since the form was opened; `theirs` is what they saved."""

    def __init__(self, article: Article, theirs: Revision) -> None:
        super().__init__(article.id)
        self.article = article
        self.theirs = theirs


def create(content: Content, *, address: str | None = None, actor: User, at: datetime) -> Article:
    """Start an article, or a page at `address`, as a draft with its first revision. Raises NotAllowed."""
    require(actor, "article.create")
    article = Article(owner_id=actor.id, address=address, created_at=at, updated_at=at, version=1)
    article.take(content)
    db.session.add(article)
    db.session.flush()
    _add_revision(article, content, actor, at)
    audit.record("article.create", actor=actor, target=article, at=at, title=content.title)
    return article


def save_draft(article: Article, content: Content, *, base_version: int, actor: User, at: datetime) -> Article:
    """Add a revision; what readers see does not change. `base_version` is what the writer had before them.

    Saving what is already the latest text adds nothing. Raises EditConflict, NotAllowed.
    """
    require(actor, "article.edit", owner_id=article.owner_id)
    _look_again(article)
    latest = latest_revision(article)
    if latest.content == content:
        return article
    claimed = db.session.execute(
        update(Article)
        .where(Article.id == article.id, Article.version == base_version)
        .values(version=base_version + 1, updated_at=at)
        .returning(Article.id)
        .execution_options(synchronize_session=False)
    )
    if claimed.first() is None:
        raise EditConflict(article, latest)
    db.session.refresh(article)
    if article.live_version is None:
        article.take(content)
    _add_revision(article, content, actor, at)
    audit.record("article.save", actor=actor, target=article, at=at, title=content.title, revision=article.version)
    return article


def publish(article: Article, *, actor: User, at: datetime) -> Article:
    """Show the latest revision to readers, from now on. Raises NotAllowed.

    An article that was live before keeps its place in the lists; the printed day, where none was given,
    is the day it first goes live.
    """
    require(actor, "article.publish")
    _look_again(article)
    revision = latest_revision(article)
    if article.first_published_at is None:
        article.first_published_at = at
    if article.go_live_at is None or article.go_live_at > at:
        article.go_live_at = at
    if revision.published_on is None:
        revision.published_on = local_date(article.go_live_at)
    if article.expire_at is not None and article.expire_at <= at:
        article.expire_at = None
    revision.tags = tagging.settle(revision.tags)
    if article.live_version != revision.number:
        article.revised_at = at
    article.take(revision.content)
    article.live_version = revision.number
    article.withdrawn_at = article.trashed_at = None
    article.updated_at = at
    db.session.flush()
    _note_media(article)
    tagging.note(article)
    audit.record("article.publish", actor=actor, target=article, at=at, title=article.title, revision=revision.number)
    return article


def unpublish(article: Article, *, actor: User, at: datetime) -> Article:
    """Take the article back from readers; its address answers 410 until it is published again. Raises NotAllowed."""
    require(actor, "article.unpublish")
    _look_again(article)
    if article.live_version is not None and article.withdrawn_at is None:
        article.withdrawn_at = article.updated_at = at
        audit.record("article.unpublish", actor=actor, target=article, at=at, title=article.title)
    return article


def trash(article: Article, *, actor: User, at: datetime) -> Article:
    """Move the article to the trash, out of readers' sight. Raises NotAllowed."""
    require(actor, "article.trash", owner_id=article.owner_id)
    _look_again(article)
    if article.trashed_at is None:
        article.trashed_at = article.updated_at = at
        audit.record("article.trash", actor=actor, target=article, at=at, title=article.title)
    return article


def restore(article: Article, *, actor: User, at: datetime) -> Article:
    """Take the article out of the trash. It does not go live again by this: publishing it is a step of its own."""
    require(actor, "article.restore", owner_id=article.owner_id)
    _look_again(article)
    if article.trashed_at is not None:
        article.trashed_at = None
        article.updated_at = at
        if article.live_version is not None and article.withdrawn_at is None:
            article.withdrawn_at = at
        audit.record("article.restore", actor=actor, target=article, at=at, title=article.title)
    return article


def latest_revision(article: Article) -> Revision:
    """The newest revision there is now, whatever was read before."""
    newest = select(Revision).where(Revision.article_id == article.id).order_by(Revision.number.desc()).limit(1)
    return db.session.scalars(newest.execution_options(populate_existing=True)).one()


def revision_with_number(article: Article, number: int) -> Revision | None:
    return db.session.scalar(select(Revision).where(Revision.article_id == article.id, Revision.number == number))


def _look_again(article: Article) -> None:
    """Read the row anew: a verb acts on how it stands under the write lock, not on what a page was made from."""
    db.session.refresh(article)


def _add_revision(article: Article, content: Content, actor: User, at: datetime) -> None:
    revision = Revision(
        article_id=article.id,
        number=article.version,
        created_at=at,
        created_by_id=actor.id,
        body_policy=body.POLICY,
    )
    revision.take(content)
    db.session.add(revision)
    db.session.flush()
    db.session.add_all(RevisionMedia(revision_id=revision.id, digest=digest) for digest in _shown_files(revision))


def _note_media(article: Article) -> None:
    """Write down which stored files the live text shows, so that readers may have them."""
    db.session.execute(delete(MediaUse).where(MediaUse.article_id == article.id))
    db.session.add_all(MediaUse(article_id=article.id, digest=digest) for digest in _shown_files(article))


def _shown_files(text: Article | Revision) -> list[str]:
    digests = set(body.media_digests(text.body))
    if text.cover_id is not None:
        digests |= set(db.session.scalars(select(Picture.digest).where(Picture.id == text.cover_id)))
    numbers = [link["id"] for link in text.attachments]
    digests |= set(db.session.scalars(select(Attachment.digest).where(Attachment.id.in_(numbers))))
    return sorted(digests)
