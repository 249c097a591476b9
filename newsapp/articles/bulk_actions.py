"""Actions on several articles: each has its own transaction, so one refusal undoes no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed, may, require
from newsapp.articles import prepublish_checks, workflow
from newsapp.articles.content import titled
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Picture
from newsapp.publishing import EditConflict

MOST = 200
"""Articles in one request."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one article: why it was refused, or a note although it was done."""

    number: int
    title: str
    reason: str = ""
    note: str = ""


class Refused(ValueError):
    """The action is not possible for this article; the message says why."""


Verb = Callable[[Article], str]
"""Acts on one article and returns a note, or ""."""


def publish(actor: User) -> Verb:
    def verb(article: Article) -> str:
        require(actor, "article.publish")
        _refuse_trashed(article)
        content = workflow.latest_revision(article).content
        cover = db.session.get(Picture, content.cover_id) if content.cover_id else None
        for finding in prepublish_checks.findings(content, cover=cover):
            if finding.blocks:
                raise Refused(finding.message)
        workflow.publish(article, actor=actor, at=clock.now())
        return ""

    return verb


def trash(actor: User) -> Verb:
    def verb(article: Article) -> str:
        workflow.trash(article, actor=actor, at=clock.now())
        return ""

    return verb


def restore(actor: User) -> Verb:
    def verb(article: Article) -> str:
        workflow.restore(article, actor=actor, at=clock.now())
        return ""

    return verb


def move(actor: User, category_id: int) -> Verb:
    """Move to a category by a new revision, published at once if the latest text was live."""

    def verb(article: Article) -> str:
        require(actor, "article.edit", owner_id=article.owner_id)
        _refuse_trashed(article)
        if db.session.get(Category, category_id) is None:
            raise Refused(_("Không còn chuyên mục này."))
        was_whole = article.live_version == article.version and article.withdrawn_at is None
        latest, now = workflow.latest_revision(article), clock.now()
        moved = replace(latest.content, category_id=category_id)
        workflow.save_draft(article, moved, base_version=latest.number, actor=actor, at=now)
        if article.live_version is None or article.live_version == article.version:
            return ""
        went_live = article.go_live_at is not None and article.go_live_at <= now
        if was_whole and went_live and may(actor, "article.publish"):
            planned_for = article.planned_for
            workflow.publish(article, actor=actor, at=now)
            article.planned_for = planned_for  # publishing clears it, a move must not
            return ""
        return str(_("Đã chuyển trong bản chưa đăng: bạn đọc chỉ thấy khi bản đó được đăng."))

    return verb


def do(verb: Verb, numbers: Sequence[int], *, actor: User) -> list[Outcome]:
    return [_do_one(verb, number, actor) for number in numbers[:MOST]]


def _do_one(verb: Verb, number: int, actor: User) -> Outcome:
    title = _("Bài số %(number)s", number=number)
    try:
        with writing():
            article = db.session.get(Article, number, populate_existing=True)
            if article is None or article.is_page:
                raise Refused(_("Không còn bài này."))
            if may(actor, "article.edit", owner_id=article.owner_id):
                title = titled(workflow.latest_revision(article).title)
            note = verb(article)
    except NotAllowed:
        reason = _("Bạn không có quyền thực hiện thao tác này với bài này.")
        return Outcome(number, title, reason=reason)
    except ValueError as error:  # Refused, and the verbs' own refusals such as NotPossible
        return Outcome(number, title, reason=str(error))
    except EditConflict:
        return Outcome(number, title, reason=_("Có người vừa lưu bài này."))
    return Outcome(number, title, note=note)


def _refuse_trashed(article: Article) -> None:
    if article.trashed_at is not None:
        raise Refused(_("Bài đang ở trong thùng rác."))
