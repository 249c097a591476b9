"""What can be done to an article. Each verb holds its permission, its revision and its audit row; none commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import body, indexing, tagging
from newsapp.articles.content import Content
from newsapp.articles.models import Article, MediaUse, Revision, RevisionMedia
from newsapp.articles.tags import ArticleTag
from newsapp.clock import local_date
from newsapp.database import db
from newsapp.media.models import Attachment, Picture


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person who decides has before them: the number of the latest revision, and when it was handed in."""

    version: int
    submitted_at: datetime | None = None


class NotPossible(ValueError):
    """The article does not stand so that this can be done; the message says why."""


class AlreadyDecided(Exception):
    """The submission that the person has before them is no longer there: somebody decided on it, or took it back."""

    def __init__(self, article: Article) -> None:
        super().__init__(article.id)
        self.article = article


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

    Where the article is under review, the new revision is so in the place of the former. Saving what is already the
    latest text adds nothing. Raises EditConflict, NotAllowed.
    """
    require(actor, "article.edit", owner_id=article.owner_id)
    look_again(article)
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


def publish(article: Article, *, actor: User, at: datetime, seen: Seen | None = None) -> Article:
    """Show the latest revision to readers, from now on, which ends its review.

    seen: what the editor approves; None where the caller has just written the revision. An article that was live
    before keeps its place in the lists; the printed day, where none was given, is the day it first goes live.
    Raises AlreadyDecided, EditConflict, NotAllowed.
    """
    require(actor, "article.publish")
    look_again(article, seen)
    if not article.was_live(at):
        article.first_published_at = at
    if article.go_live_at is None or article.go_live_at > at:
        article.go_live_at = at
    if article.expire_at is not None and article.expire_at <= at:
        article.expire_at = None
    revision = latest_revision(article)
    if revision.published_on is None:
        revision.published_on = local_date(article.go_live_at)
    approve(article, revision, at, shown_from=at)
    audit.record("article.publish", actor=actor, target=article, at=at, title=article.title, revision=revision.number)
    return article


def approve(article: Article, revision: Revision, at: datetime, *, shown_from: datetime) -> None:
    """Copy the revision on to the live columns: the part that publishing and scheduling have in common."""
    revision.tags = tagging.settle(revision.tags)
    if article.live_version != revision.number or shown_from > at:
        article.revised_at = shown_from
    article.take(revision.content)
    article.live_version = revision.number
    article.withdrawn_at = article.trashed_at = None
    article.sent_back_at = article.sent_back_by_id = None
    article.sent_back_comment = ""
    end_review(article)
    article.updated_at = at
    db.session.flush()
    _note_media(article)
    tagging.note(article)
    indexing.note(article)


def end_review(article: Article) -> None:
    article.submitted_at = article.submitted_version = article.submitted_by_id = None


def unpublish(article: Article, *, actor: User, at: datetime) -> Article:
    """Take the article back from readers; its address answers 410 until it is published again.

    One that was scheduled and that no reader has seen is a draft again. Raises NotAllowed.
    """
    require(actor, "article.unpublish")
    look_again(article)
    if article.live_version is not None and article.withdrawn_at is None:
        if not _drop_schedule(article, at):
            article.withdrawn_at = at
        article.updated_at = at
        audit.record("article.unpublish", actor=actor, target=article, at=at, title=article.title)
    return article


def trash(article: Article, *, actor: User, at: datetime) -> Article:
    """Move the article to the trash, out of readers' sight and of review. Raises NotAllowed."""
    require(actor, "article.trash", owner_id=article.owner_id)
    look_again(article)
    if article.trashed_at is None:
        _drop_schedule(article, at)
        end_review(article)
        article.trashed_at = article.updated_at = at
        audit.record("article.trash", actor=actor, target=article, at=at, title=article.title)
    return article


def restore(article: Article, *, actor: User, at: datetime) -> Article:
    """Take the article out of the trash. It does not go live again by this: publishing it is a step of its own."""
    require(actor, "article.restore", owner_id=article.owner_id)
    look_again(article)
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


def look_again(article: Article, seen: Seen | None = None) -> None:
    """Read the row anew: a verb acts on how it stands under the write lock, not on what a page was made from.

    Raises AlreadyDecided, EditConflict where that is not what was `seen`.
    """
    db.session.refresh(article)
    if seen is None:
        return
    if seen.submitted_at is not None and seen.submitted_at != article.submitted_at:
        raise AlreadyDecided(article)
    if seen.version != article.version:
        raise EditConflict(article, latest_revision(article))


def _drop_schedule(article: Article, at: datetime) -> bool:
    """Make a draft of an article that was to go live later; whether it was one."""
    if article.live_version is None or article.was_live(at):
        return False
    article.live_version = article.go_live_at = article.first_published_at = article.revised_at = None
    article.take(latest_revision(article).content)
    db.session.flush()
    db.session.execute(delete(MediaUse).where(MediaUse.article_id == article.id))
    db.session.execute(delete(ArticleTag).where(ArticleTag.article_id == article.id))
    indexing.forget(article)
    return True


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
