"""From the writer to the editor and back: handing in, taking back, sending back with a comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.models import Article
from newsapp.articles.states import State, state_of
from newsapp.articles.workflow import AlreadyDecided, NotPossible, Seen, end_review, look_again
from newsapp.audit import AuditEvent
from newsapp.characters import clean_text
from newsapp.database import db

COMMENT_LIMIT = 2000
DECISIONS = ("article.publish", "article.schedule", "article.send_back", "article.take_back", "article.trash")
"""The audited actions after which a submission is no longer there."""


@dataclass(frozen=True, slots=True)
class Decision:
    """action: one of DECISIONS; by: the person's name, "" where it was the command line."""

    action: str
    by: str
    at: datetime


def submit_for_review(article: Article, *, actor: User, at: datetime) -> Article:
    """Hand in the latest revision; those saved after it are under review in its place. Raises NotAllowed, NotPossible.

    What an editor said when sending it back stays with it until it is published.
    """
    require(actor, "article.submit", owner_id=article.owner_id)
    look_again(article)
    state = state_of(article, at)
    if state is State.TRASHED:
        raise NotPossible(_("Bài đang trong thùng rác: hãy khôi phục trước khi gửi duyệt."))
    if state in (State.LIVE, State.SCHEDULED) and not article.has_unpublished_changes:
        raise NotPossible(_("Bài không có thay đổi nào để duyệt."))
    if article.is_under_review and article.submitted_version == article.version:
        return article
    article.submitted_at = article.updated_at = at
    article.submitted_version, article.submitted_by_id = article.version, actor.id
    audit.record("article.submit", actor=actor, target=article, at=at, title=article.title, revision=article.version)
    return article


def take_back(article: Article, *, actor: User, at: datetime) -> Article:
    """End the review without a decision: the article is the writer's again. Raises NotAllowed."""
    require(actor, "article.submit", owner_id=article.owner_id)
    look_again(article)
    if article.is_under_review:
        end_review(article)
        article.updated_at = at
        audit.record(
            "article.take_back", actor=actor, target=article, at=at, title=article.title, revision=article.version
        )
    return article


def send_back(article: Article, comment: str, *, actor: User, at: datetime, seen: Seen | None = None) -> Article:
    """Give a submission back to its writer with a comment.

    Raises AlreadyDecided, EditConflict, NotAllowed, NotPossible.
    """
    require(actor, "article.send_back")
    look_again(article, seen)
    comment = clean_text(comment)
    if not comment:
        raise NotPossible(_("Hãy viết cho người viết biết cần sửa gì."))
    if len(comment) > COMMENT_LIMIT:
        raise NotPossible(_("Lời nhắn dài quá %(count)s ký tự.", count=COMMENT_LIMIT))
    if not article.is_under_review:
        raise AlreadyDecided(article)
    end_review(article)
    article.sent_back_at = article.updated_at = at
    article.sent_back_by_id, article.sent_back_comment = actor.id, comment
    audit.record(
        "article.send_back",
        actor=actor,
        target=article,
        at=at,
        title=article.title,
        revision=article.version,
        comment=comment,
    )
    return article


def people_of(article: Article) -> tuple[str, str]:
    """The names of who handed it in, and of who sent it back; "" where that is nobody known."""
    numbers = (article.submitted_by_id, article.sent_back_by_id)
    known = {number for number in numbers if number is not None}
    names: dict[int, str] = {}
    if known:
        names = {row.id: row.name for row in db.session.execute(select(User.id, User.name).where(User.id.in_(known)))}
    handed_in, sent_back = (names.get(number or 0, "") for number in numbers)
    return handed_in, sent_back


def last_decision(article: Article) -> Decision | None:
    """What last became of a submission of the article."""
    row = db.session.execute(
        select(AuditEvent.action, User.name, AuditEvent.at)
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .where(
            AuditEvent.target_type == Article.__tablename__,
            AuditEvent.target_id == article.id,
            AuditEvent.action.in_(DECISIONS),
        )
        .order_by(AuditEvent.id.desc())
        .limit(1)
    ).first()
    return Decision(row[0], row[1] or "", row[2]) if row else None
