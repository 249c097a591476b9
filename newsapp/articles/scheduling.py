"""The moments of an article: when it goes live, expires, and stops being pinned."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from newsapp import audit, publishing
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.models import Article
from newsapp.articles.workflow import NotPossible, Seen, approve, latest_revision, refresh
from newsapp.clock import local_date
from newsapp.publishing import State, state_of


class BadMoment(NotPossible):
    """The moment is not possible; `field` is its column."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def schedule(
    article: Article,
    go_live_at: datetime,
    expire_at: datetime | None = None,
    *,
    actor: User,
    at: datetime,
    seen: Seen | None = None,
) -> Article:
    """Approve the latest revision, to be shown from `go_live_at` until `expire_at`.

    The printed day defaults to that of `go_live_at`. Raises AlreadyDecided, BadMoment,
    EditConflict, NotAllowed, NotPossible.
    """
    require(actor, "article.schedule")
    refresh(article, seen)
    if state_of(article, at) is State.LIVE:
        raise NotPossible(
            _("Bài đã đăng nên không hẹn giờ được: hãy đăng thay đổi ngay, hoặc gỡ bài trước.")
        )
    _refuse_past("go_live_at", go_live_at, at)
    if expire_at is not None and expire_at <= go_live_at:
        raise BadMoment("expire_at", _("Giờ tự gỡ bài phải sau giờ đăng."))
    if not article.was_live(at):
        article.first_published_at = go_live_at
    article.go_live_at, article.expire_at = go_live_at, expire_at
    revision = latest_revision(article)
    approve(article, revision, at, shown_from=go_live_at)
    if article.published_on is None:
        article.published_on = local_date(go_live_at)
    details = {"revision": revision.number, "go_live_at": go_live_at.isoformat()}
    publishing.record(article, "article.schedule", actor=actor, at=at, **details)
    return article


def plan(article: Article, moment: datetime | None, *, actor: User, at: datetime) -> Article:
    """Save the wished publishing time, which does nothing yet. Raises NotAllowed."""
    require(actor, "article.edit", owner_id=article.owner_id)
    refresh(article)
    if moment == article.planned_for:
        return article
    title = latest_revision(article).title
    before, article.planned_for, article.updated_at = article.planned_for, moment, at
    details = {"title": title, **_change(before, moment)}
    audit.record("article.plan", actor=actor, target=article, at=at, **details)
    return article


def set_expiry(
    article: Article, expire_at: datetime | None, *, actor: User, at: datetime
) -> Article:
    """Set when readers stop seeing it; None: never. Raises BadMoment, NotAllowed."""
    require(actor, "article.schedule")
    refresh(article)
    if expire_at == article.expire_at:
        return article
    _refuse_past("expire_at", expire_at, at)
    if expire_at is not None and article.go_live_at is not None and expire_at <= article.go_live_at:
        raise BadMoment("expire_at", _("Giờ tự gỡ bài phải sau giờ đăng."))
    before, article.expire_at, article.updated_at = article.expire_at, expire_at, at
    changed = _change(before, expire_at)
    publishing.record(article, "article.expire", actor=actor, at=at, **changed)
    return article


def pin(article: Article, until: datetime | None, *, actor: User, at: datetime) -> Article:
    """Pin it to the home page until a moment; None unpins. Raises BadMoment, NotAllowed."""
    require(actor, "article.pin")
    refresh(article)
    if until == article.pinned_until:
        return article
    _refuse_past("pinned_until", until, at)
    before, article.pinned_until, article.updated_at = article.pinned_until, until, at
    publishing.record(article, "article.pin", actor=actor, at=at, **_change(before, until))
    return article


def _refuse_past(field: str, moment: datetime | None, at: datetime) -> None:
    if moment is not None and moment <= at:
        raise BadMoment(field, _("Thời điểm này đã qua."))


def _change(before: datetime | None, after: datetime | None) -> dict[str, str]:
    """What the audit row says of a changed moment; "" for none."""
    return {
        "before": before.isoformat() if before else "",
        "after": after.isoformat() if after else "",
    }
