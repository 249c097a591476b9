"""The one word that says how an article stands."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from newsapp.articles.models import Article


class State(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    RETURNED = "returned"
    SCHEDULED = "scheduled"
    LIVE = "live"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    TRASHED = "trashed"


def state_of(article: Article, now: datetime) -> State:
    """How `article` stands at the moment `now`; LIVE exactly where queries.published says so.

    REVIEW and RETURNED are stages of a draft. What was published once keeps its state while a change of it is under
    review: article.is_under_review and is_sent_back tell of that.
    """
    if article.trashed_at is not None:
        return State.TRASHED
    if article.live_version is None or article.go_live_at is None:
        return _stage_of_draft(article)
    if article.withdrawn_at is not None:
        return State.WITHDRAWN
    if article.expire_at is not None and article.expire_at <= now:
        return State.EXPIRED
    return State.SCHEDULED if article.go_live_at > now else State.LIVE


def _stage_of_draft(article: Article) -> State:
    if article.is_under_review:
        return State.REVIEW
    return State.RETURNED if article.is_sent_back else State.DRAFT
