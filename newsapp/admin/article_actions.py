"""What the buttons of the article's form do, once its text is saved; and what was in the way of it."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from flask_login import current_user

from newsapp.accounts.permissions import require
from newsapp.admin.forms.article import ArticleForm
from newsapp.articles import review, timing, workflow
from newsapp.articles.models import Article
from newsapp.articles.timing import BadMoment
from newsapp.articles.workflow import AlreadyDecided, NotPossible, Seen
from newsapp.web.filters import moment


def carry_out(article: Article, form: ArticleForm, at: datetime) -> str:
    """Do what the button says, with the revision that the form has just become; return what to say of it.

    Raises AlreadyDecided, EditConflict, NotAllowed, NotPossible.
    """
    seen = Seen(article.version, form.seen_submission)
    if form.action == "schedule":
        return _schedule(article, form, seen, at)
    _set_moments(article, form, at)
    if form.action == "publish":
        workflow.publish(article, actor=current_user, at=at, seen=seen)
        return str(_("Đã xuất bản."))
    if form.action == "submit":
        review.submit_for_review(article, actor=current_user, at=at)
        return str(_("Đã gửi duyệt."))
    if form.action == "take_back":
        review.take_back(article, actor=current_user, at=at)
        return str(_("Đã lấy lại bài. Bài không còn chờ duyệt."))
    if form.action == "send_back":
        review.send_back(article, form.comment.data or "", actor=current_user, at=at, seen=seen)
        return str(_("Đã trả lại bài cho người viết."))
    return str(_("Đã lưu. Bản vừa lưu là bản chờ duyệt.") if article.is_under_review else _("Đã lưu nháp."))


def explain(error: AlreadyDecided | NotPossible, form: ArticleForm) -> None:
    """Say beside the field, or above the form, why nothing was done; what was typed stays in the form."""
    if isinstance(error, AlreadyDecided):
        form.forget_submission()
        form.is_decided = True
        form.form_errors.append(_told(error.article))
    elif isinstance(error, BadMoment):
        form[error.field].errors = [str(error)]
    elif form.action == "send_back":
        form.comment.errors = [str(error)]
    else:
        form.form_errors.append(str(error))


def _schedule(article: Article, form: ArticleForm, seen: Seen, at: datetime) -> str:
    require(current_user, "article.schedule")
    if form.go_live_at.moment is None:
        raise BadMoment("go_live_at", _("Hãy viết ngày và giờ, ví dụ 25/11/2026 08:00."))
    expire_at = form.expire_at.moment if form.expire_at.is_changed else article.expire_at
    timing.schedule(article, form.go_live_at.moment, expire_at, actor=current_user, at=at, seen=seen)
    if form.pinned_until.is_changed:
        timing.pin(article, form.pinned_until.moment, actor=current_user, at=at)
    return str(_("Đã hẹn đăng lúc %(moment)s.", moment=moment(form.go_live_at.moment)))


def _set_moments(article: Article, form: ArticleForm, at: datetime) -> None:
    if not form.may_time:
        return
    if form.expire_at.is_changed:
        timing.set_expiry(article, form.expire_at.moment, actor=current_user, at=at)
    if form.pinned_until.is_changed:
        timing.pin(article, form.pinned_until.moment, actor=current_user, at=at)


def _told(article: Article) -> str:
    decision = review.last_decision(article)
    words = {
        "article.publish": _("xuất bản"),
        "article.schedule": _("hẹn giờ đăng"),
        "article.send_back": _("trả lại"),
        "article.take_back": _("lấy lại"),
        "article.trash": _("bỏ vào thùng rác"),
    }
    if decision is None:
        return str(_("Chưa làm được: bài không chờ duyệt."))
    said = _(
        "Chưa làm được: bài này đã được %(name)s %(done)s lúc %(moment)s.",
        name=decision.by or _("Một người khác"),
        done=words[decision.action],
        moment=moment(decision.at),
    )
    return str(said)
