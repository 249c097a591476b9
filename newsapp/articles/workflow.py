"""What can be done to an article. Each verb checks the permission and writes the audit row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from newsapp import audit, publishing
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import image_dimensions, sanitise
from newsapp.articles.content import Content
from newsapp.articles.models import Article, MediaUse, Revision, RevisionMedia
from newsapp.articles.prepublish_checks import TextFinding, missing
from newsapp.clock import local_date
from newsapp.database import db
from newsapp.media import library
from newsapp.media.models import Attachment, Picture
from newsapp.publishing import EditConflict
from newsapp.registry import registry


@dataclass(frozen=True, slots=True)
class Seen:
    """What the deciding person saw: the latest revision's number, and when it was handed in."""

    version: int
    submitted_at: datetime | None = None


class NotPossible(ValueError):
    """The article's state forbids this; the message says why, `field` which field to mend."""

    field = ""


class SomethingMissing(NotPossible):
    """The text lacks what readers cannot do without."""

    def __init__(self, finding: TextFinding) -> None:
        super().__init__(finding.message)
        self.field = finding.field


class AlreadyDecided(Exception):
    """The submission that the person saw was decided on by somebody else, or taken back."""

    def __init__(self, article: Article) -> None:
        super().__init__(article.id)
        self.article = article


def create(content: Content, *, address: str | None = None, actor: User, at: datetime) -> Article:
    """Create a draft article, or page at `address`, with a revision. Raises NotAllowed."""
    require(actor, "article.create")
    article = Article(owner_id=actor.id, address=address, created_at=at, updated_at=at, version=1)
    article.take(content)
    db.session.add(article)
    db.session.flush()
    _add_revision(article, content, actor, at)
    audit.record("article.create", actor=actor, target=article, at=at, title=content.title)
    return article


def save_draft(
    article: Article, content: Content, *, base_version: int, actor: User, at: datetime
) -> Article:
    """Add a revision made from `base_version`, unless it equals the latest. Readers do not see it.

    A review in progress goes on with the new revision. Raises EditConflict, NotAllowed.
    """
    require(actor, "article.edit", owner_id=article.owner_id)
    refresh(article)
    latest = latest_revision(article)
    if latest.content == content:
        return article
    if not publishing.claim_version(article, base_version, at=at):
        raise EditConflict(article, latest)
    if article.live_version is None:
        article.take(content)
    _add_revision(article, content, actor, at)
    details = {"title": content.title, "revision": article.version}
    audit.record("article.save", actor=actor, target=article, at=at, **details)
    return article


def publish(article: Article, *, actor: User, at: datetime, seen: Seen | None = None) -> Article:
    """Show the latest revision to readers from now on, which ends its review.

    seen: what the editor approves; None if the caller has just saved the revision. An article that
    was live before keeps its place in lists. The printed day defaults to the day it goes live.
    Raises AlreadyDecided, EditConflict, NotAllowed, SomethingMissing.
    """
    require(actor, "article.publish")
    refresh(article, seen)
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
    publishing.record(article, "article.publish", actor=actor, at=at, revision=revision.number)
    return article


def approve(article: Article, revision: Revision, at: datetime, *, shown_from: datetime) -> None:
    """Copy the revision to the live columns, for publish and schedule. Raises SomethingMissing."""
    refuse_unfinished(article, revision)
    for prepare in registry().before_publish:
        prepare(revision)
    if article.live_version != revision.number or shown_from > at:
        article.revised_at = shown_from
    article.take(revision.content)
    article.live_version = revision.number
    article.withdrawn_at = article.trashed_at = article.planned_for = None
    article.sent_back_at = article.sent_back_by_id = None
    article.sent_back_comment = ""
    end_review(article)
    article.updated_at = at
    db.session.flush()
    _save_media_uses(article)
    for published in registry().published:
        published(article)
    search_text_changed(article)


def search_text_changed(article: Article) -> None:
    """Call the parts' hooks after a change of a live text that readers can search."""
    for changed in registry().search_text_changed:
        changed(article)


def refuse_unfinished(article: Article, revision: Revision) -> None:
    """Raise SomethingMissing if the text lacks what review and publishing require."""
    for finding in missing(revision.content, is_page=article.is_page):
        raise SomethingMissing(finding)


def end_review(article: Article) -> None:
    article.submitted_at = article.submitted_version = article.submitted_by_id = None


def unpublish(article: Article, *, actor: User, at: datetime) -> Article:
    """Withdraw the article: its address answers 410 until it is published again.

    A scheduled article that was never live becomes a draft. Raises NotAllowed.
    """

    def unschedule() -> bool:
        return _drop_schedule(article, at)

    publishing.withdraw(article, "article.unpublish", actor=actor, at=at, unschedule=unschedule)
    return article


def trash(article: Article, *, actor: User, at: datetime) -> Article:
    """Move the article to the trash, which hides it and ends its review. Raises NotAllowed."""

    def end_waiting() -> None:
        _drop_schedule(article, at)
        end_review(article)

    publishing.trash(article, actor=actor, at=at, before=end_waiting)
    return article


def restore(article: Article, *, actor: User, at: datetime) -> Article:
    """Restore the article from the trash. Raises NotAllowed."""
    publishing.restore(article, actor=actor, at=at)
    return article


def latest_revision(article: Article) -> Revision:
    """The newest revision, read from the database again."""
    revisions = select(Revision).where(Revision.article_id == article.id)
    newest = revisions.order_by(Revision.number.desc()).limit(1)
    return db.session.scalars(newest.execution_options(populate_existing=True)).one()


def revision_with_number(article: Article, number: int) -> Revision | None:
    return db.session.scalar(
        select(Revision).where(Revision.article_id == article.id, Revision.number == number)
    )


def refresh(article: Article, seen: Seen | None = None) -> None:
    """Read the row again under the write lock.

    Raises AlreadyDecided, EditConflict if it differs from what was `seen`.
    """
    publishing.refresh(article)
    if seen is None:
        return
    if seen.submitted_at is not None and seen.submitted_at != article.submitted_at:
        raise AlreadyDecided(article)
    if seen.version != article.version:
        raise EditConflict(article, latest_revision(article))


def _drop_schedule(article: Article, at: datetime) -> bool:
    """Turn a scheduled article that was never live into a draft; False for any other."""
    if article.live_version is None or article.was_live(at):
        return False
    article.planned_for = article.planned_for or article.go_live_at
    article.live_version = article.go_live_at = None
    article.first_published_at = article.revised_at = None
    article.take(latest_revision(article).content)
    db.session.flush()
    db.session.execute(delete(MediaUse).where(MediaUse.article_id == article.id))
    for unpublished in registry().unpublished:
        unpublished(article)
    return True


def _add_revision(article: Article, content: Content, actor: User, at: datetime) -> None:
    revision = Revision(
        article_id=article.id,
        number=article.version,
        created_at=at,
        created_by_id=actor.id,
        body_policy=sanitise.POLICY,
    )
    revision.take(content)
    db.session.add(revision)
    db.session.flush()
    for digest in _shown_files(revision):
        db.session.add(RevisionMedia(revision_id=revision.id, digest=digest))
    library.describe(_descriptions(content))


def _descriptions(content: Content) -> dict[str, str]:
    """The alternative texts by digest; that in the body wins over the cover's."""
    descriptions = image_dimensions.descriptions(content.body)
    if content.cover_id is not None and content.cover_alt:
        cover = db.session.get(Picture, content.cover_id)
        if cover is not None:
            descriptions.setdefault(cover.digest, content.cover_alt)
    return descriptions


def _save_media_uses(article: Article) -> None:
    """Save which stored files the live text shows: readers may load these."""
    db.session.execute(delete(MediaUse).where(MediaUse.article_id == article.id))
    for digest in _shown_files(article):
        db.session.add(MediaUse(article_id=article.id, digest=digest))


def _shown_files(text: Article | Revision) -> list[str]:
    digests = set(sanitise.media_digests(text.body))
    if text.cover_id is not None:
        cover = select(Picture.digest).where(Picture.id == text.cover_id)
        digests.update(db.session.scalars(cover))
    numbers = [link["id"] for link in text.attachments]
    attached = select(Attachment.digest).where(Attachment.id.in_(numbers))
    digests.update(db.session.scalars(attached))
    return sorted(digests)
