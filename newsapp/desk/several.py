"""The same done to several articles: each in a transaction of its own, so that one refusal undoes nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed, may, require
from newsapp.articles import checks, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Picture

MOST = 200
"""Articles that are taken at once."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article. reason: why it was not done; note: what the person should know though it was."""

    number: int
    title: str
    reason: str = ""
    note: str = ""


class Refused(ValueError):
    """It cannot be done to this article; the message says why."""


Verb = Callable[[Article], str]
"""Does it, and returns a note or ""."""


def publish(actor: User) -> Verb:
    def verb(article: Article) -> str:
        require(actor, "article.publish")
        _refuse_trashed(article)
        content = workflow.latest_revision(article).content
        cover = db.session.get(Picture, content.cover_id) if content.cover_id else None
        if not content.body:
            raise Refused(_("Bài chưa có nội dung."))
        for finding in checks.findings(content, cover=cover):
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
    """To a category, by a new revision. It goes live at once where readers see the latest text now, and only then."""

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
        if was_whole and may(actor, "article.publish") and article.go_live_at and article.go_live_at <= now:
            workflow.publish(article, actor=actor, at=now)
            return ""
        return str(_("Đã chuyển trong bản chưa đăng: bạn đọc thấy khi bản đó được xuất bản."))

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
                title = workflow.latest_revision(article).title
            note = verb(article)
    except NotAllowed:
        return Outcome(number, title, reason=_("Bạn không có quyền làm việc này với bài này."))
    except ValueError as reason:  # Refused, and what the verbs refuse with a sentence
        return Outcome(number, title, reason=str(reason))
    except workflow.EditConflict:
        return Outcome(number, title, reason=_("Có người vừa lưu bài này."))
    return Outcome(number, title, note=note)


def _refuse_trashed(article: Article) -> None:
    if article.trashed_at is not None:
        raise Refused(_("Bài đang ở trong thùng rác."))
