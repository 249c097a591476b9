"""Review: submitting an article, withdrawing the submission, sending it back with a comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from newsapp import publishing
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.models import Article
from newsapp.articles.workflow import (
    AlreadyDecided,
    NotPossible,
    Seen,
    end_review,
    latest_revision,
    refresh,
    refuse_unfinished,
)
from newsapp.audit import AuditEvent
from newsapp.database import db
from newsapp.publishing import State, state_of
from newsapp.text_cleaning import clean_text

COMMENT_LIMIT = 2000
DECISIONS = (
    "article.publish",
    "article.schedule",
    "article.send_back",
    "article.take_back",
    "article.trash",
)
"""The audited actions that end a review."""


@dataclass(frozen=True, slots=True)
class Decision:
    """action: one of DECISIONS; by: the person's name, "" for the command line."""

    action: str
    by: str
    at: datetime


def submit_for_review(article: Article, *, actor: User, at: datetime) -> Article:
    """Submit the latest revision, and those saved after it, for review.

    The comment of an earlier review stays until publishing. Raises NotAllowed, NotPossible.
    """
    require(actor, "article.submit", owner_id=article.owner_id)
    refresh(article)
    state = state_of(article, at)
    if state is State.TRASHED:
        raise NotPossible(_("Bài đang trong thùng rác: hãy khôi phục trước khi gửi duyệt."))
    if state in (State.LIVE, State.SCHEDULED) and not article.has_unpublished_changes:
        raise NotPossible(_("Bài không có thay đổi nào để duyệt."))
    refuse_unfinished(article, latest_revision(article))
    if article.is_under_review and article.submitted_version == article.version:
        return article
    article.submitted_at = article.updated_at = at
    article.submitted_version, article.submitted_by_id = article.version, actor.id
    publishing.record(article, "article.submit", actor=actor, at=at, revision=article.version)
    return article


def take_back(article: Article, *, actor: User, at: datetime) -> Article:
    """Withdraw the submission: the review ends without a decision. Raises NotAllowed."""
    require(actor, "article.submit", owner_id=article.owner_id)
    refresh(article)
    if article.is_under_review:
        end_review(article)
        article.updated_at = at
        details = {"revision": article.version}
        publishing.record(article, "article.take_back", actor=actor, at=at, **details)
    return article


def send_back(
    article: Article, comment: str, *, actor: User, at: datetime, seen: Seen | None = None
) -> Article:
    """Return a submission to its writer with a comment.

    Raises AlreadyDecided, EditConflict, NotAllowed, NotPossible.
    """
    require(actor, "article.send_back")
    refresh(article, seen)
    comment = clean_text(comment)
    if not comment:
        raise NotPossible(_("Hãy ghi rõ cho người viết biết cần sửa gì."))
    if len(comment) > COMMENT_LIMIT:
        raise NotPossible(_("Lời nhắn dài quá %(count)s ký tự.", count=COMMENT_LIMIT))
    if not article.is_under_review:
        raise AlreadyDecided(article)
    end_review(article)
    article.sent_back_at = article.updated_at = at
    article.sent_back_by_id, article.sent_back_comment = actor.id, comment
    details = {"revision": article.version, "comment": comment}
    publishing.record(article, "article.send_back", actor=actor, at=at, **details)
    return article


def people_of(article: Article) -> tuple[str, str]:
    """The names of who submitted it and who sent it back; "" for nobody."""
    return _name_of(article.submitted_by_id), _name_of(article.sent_back_by_id)


def _name_of(user_id: int | None) -> str:
    user = db.session.get(User, user_id) if user_id is not None else None
    return user.name if user else ""


def last_decision(article: Article) -> Decision | None:
    """The last decision on a submission of the article."""
    decisions = (
        select(AuditEvent.action, User.name, AuditEvent.at)
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .where(
            AuditEvent.target_type == Article.__tablename__,
            AuditEvent.target_id == article.id,
            AuditEvent.action.in_(DECISIONS),
        )
    )
    last = db.session.execute(decisions.order_by(AuditEvent.id.desc()).limit(1)).first()
    return Decision(last.action, last.name or "", last.at) if last else None
