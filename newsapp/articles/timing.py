"""The moments of an article: when it goes live, when it ends, and until when it leads the home page."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.models import Article
from newsapp.articles.states import State, state_of
from newsapp.articles.workflow import NotPossible, Seen, approve, latest_revision, look_again
from newsapp.clock import local_date


class BadMoment(NotPossible):
    """The moment cannot be; `field` is the column that it was meant for."""

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

    The printed day, where none was given, is that of `go_live_at`. Raises AlreadyDecided, BadMoment, EditConflict,
    NotAllowed, NotPossible.
    """
    require(actor, "article.schedule")
    look_again(article, seen)
    if state_of(article, at) is State.LIVE:
        raise NotPossible(
            _("Bài đang đăng nên không hẹn giờ được: hãy xuất bản thay đổi ngay, hoặc gỡ bài xuống trước.")
        )
    _refuse_past("go_live_at", go_live_at, at)
    if expire_at is not None and expire_at <= go_live_at:
        raise BadMoment("expire_at", _("Bài hết hạn trước giờ đăng thì không ai thấy được."))
    if not article.was_live(at):
        article.first_published_at = go_live_at
    article.go_live_at, article.expire_at = go_live_at, expire_at
    revision = latest_revision(article)
    approve(article, revision, at, shown_from=go_live_at)
    if article.published_on is None:
        article.published_on = local_date(go_live_at)
    audit.record(
        "article.schedule",
        actor=actor,
        target=article,
        at=at,
        title=article.title,
        revision=revision.number,
        go_live_at=go_live_at.isoformat(),
    )
    return article


def set_expiry(article: Article, expire_at: datetime | None, *, actor: User, at: datetime) -> Article:
    """Say when readers no longer see the article; it is kept. None: they always do. Raises BadMoment, NotAllowed."""
    require(actor, "article.schedule")
    look_again(article)
    if expire_at == article.expire_at:
        return article
    _refuse_past("expire_at", expire_at, at)
    if expire_at is not None and article.go_live_at is not None and expire_at <= article.go_live_at:
        raise BadMoment("expire_at", _("Bài hết hạn trước giờ đăng thì không ai thấy được."))
    before, article.expire_at, article.updated_at = article.expire_at, expire_at, at
    audit.record(
        "article.expire",
        actor=actor,
        target=article,
        at=at,
        title=article.title,
        before=_told(before),
        after=_told(expire_at),
    )
    return article


def pin(article: Article, until: datetime | None, *, actor: User, at: datetime) -> Article:
    """Let the article lead the home page until a moment, or, with None, no longer. Raises BadMoment, NotAllowed."""
    require(actor, "article.pin")
    look_again(article)
    if until == article.pinned_until:
        return article
    _refuse_past("pinned_until", until, at)
    before, article.pinned_until, article.updated_at = article.pinned_until, until, at
    audit.record(
        "article.pin", actor=actor, target=article, at=at, title=article.title, before=_told(before), after=_told(until)
    )
    return article


def _refuse_past(field: str, moment: datetime | None, at: datetime) -> None:
    if moment is not None and moment <= at:
        raise BadMoment(field, _("Thời điểm này đã qua."))


def _told(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
