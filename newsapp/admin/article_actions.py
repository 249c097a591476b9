"""What the buttons of the article's form do once its text is saved, and why they may fail."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from flask_login import current_user

from newsapp.accounts.permissions import require
from newsapp.admin.forms.article import ArticleForm
from newsapp.articles import review, scheduling, workflow
from newsapp.articles.models import Article
from newsapp.articles.scheduling import BadMoment
from newsapp.articles.workflow import AlreadyDecided, NotPossible, Seen
from newsapp.publishing import State, state_of
from newsapp.web.filters import moment


def carry_out(article: Article, form: ArticleForm, at: datetime) -> str:
    """Do what the button says with the revision just saved; return the message.

    Raises AlreadyDecided, EditConflict, NotAllowed, NotPossible.
    """
    seen = Seen(article.version, form.seen_submission)
    if form.action == "schedule":
        return _schedule(article, form, seen, at)
    notes = _set_moments(article, form, at)
    if form.action in ("publish", "publish_now"):
        expire_at = article.expire_at
        workflow.publish(article, actor=current_user, at=at, seen=seen)
        if expire_at is not None and article.expire_at is None:
            notes.append(
                _("Giờ tự gỡ cũ, %(moment)s, đã qua nên được bỏ.", moment=moment(expire_at))
            )
        return _sentences(_("Đã đăng bài."), *notes)
    if form.go_live_at.is_changed:
        scheduling.plan(article, form.go_live_at.moment, actor=current_user, at=at)
        notes = [*_plan_notes(article, at), *notes]
    if form.action == "submit":
        review.submit_for_review(article, actor=current_user, at=at)
        return _sentences(_("Đã gửi duyệt."), *notes)
    if form.action == "take_back":
        review.take_back(article, actor=current_user, at=at)
        return _sentences(_("Đã rút bài. Bài không còn chờ duyệt."), *notes)
    if form.action == "send_back":
        review.send_back(article, form.comment.data or "", actor=current_user, at=at, seen=seen)
        return _sentences(_("Đã trả lại bài cho người viết."), *notes)
    if article.is_under_review:
        return _sentences(_("Đã lưu. Bản vừa lưu là bản chờ duyệt."), *notes)
    return _sentences(_("Đã lưu nháp."), *notes)


def explain(error: AlreadyDecided | NotPossible, form: ArticleForm) -> None:
    """Show why nothing was done, beside the field or above the form."""
    if isinstance(error, AlreadyDecided):
        form.forget_submission()
        form.is_overtaken = True
        form.form_errors.append(_decision_message(error.article))
    elif error.field in form:
        form[error.field].errors = [str(error)]
    elif form.action == "send_back":
        form.comment.errors = [str(error)]
    else:
        form.form_errors.append(str(error))


def _schedule(article: Article, form: ArticleForm, seen: Seen, at: datetime) -> str:
    require(current_user, "article.schedule")
    if form.go_live_at.moment is None:
        raise BadMoment("go_live_at", _("Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026."))
    go_live_at = form.go_live_at.moment
    expire_at = form.expire_at.moment if form.expire_at.is_changed else article.expire_at
    scheduling.schedule(article, go_live_at, expire_at, actor=current_user, at=at, seen=seen)
    if form.pinned_until.is_changed:
        scheduling.pin(article, form.pinned_until.moment, actor=current_user, at=at)
    message = _("Đã hẹn đăng lúc %(moment)s.", moment=moment(go_live_at))
    return _sentences(message, *_moment_notes(form))


def _set_moments(article: Article, form: ArticleForm, at: datetime) -> list[str]:
    """Set the moments that take effect at once; return the notes on them."""
    if not form.may_time:
        return []
    if form.expire_at.is_changed:
        scheduling.set_expiry(article, form.expire_at.moment, actor=current_user, at=at)
    if form.pinned_until.is_changed:
        scheduling.pin(article, form.pinned_until.moment, actor=current_user, at=at)
    return _moment_notes(form)


def _moment_notes(form: ArticleForm) -> list[str]:
    notes = []
    if form.expire_at.is_changed and form.expire_at.moment:
        notes.append(_("Bài tự gỡ lúc %(moment)s.", moment=moment(form.expire_at.moment)))
    if form.pinned_until.is_changed and form.pinned_until.moment:
        notes.append(_("Bài được ghim đến %(moment)s.", moment=moment(form.pinned_until.moment)))
    return notes


def _plan_notes(article: Article, at: datetime) -> list[str]:
    """Notes on the wished moment, which only the button "schedule" puts in force."""
    notes = []
    if article.planned_for is not None:
        planned_for = moment(article.planned_for)
        if article.planned_for <= at:
            notes.append(_("Giờ hẹn đăng đã ghi, %(moment)s, đã qua.", moment=planned_for))
        else:
            notes.append(
                _("Giờ hẹn đăng đã ghi, %(moment)s, chưa có hiệu lực.", moment=planned_for)
            )
    if article.go_live_at is not None and state_of(article, at) is State.SCHEDULED:
        notes.append(_("Bài vẫn được đăng lúc %(moment)s.", moment=moment(article.go_live_at)))
    return notes


def _sentences(*sentences: str) -> str:
    return " ".join(map(str, sentences))


def _decision_message(article: Article) -> str:
    decision = review.last_decision(article)
    words = {
        "article.publish": _("đăng"),
        "article.schedule": _("hẹn giờ đăng"),
        "article.send_back": _("trả lại"),
        "article.take_back": _("rút"),
        "article.trash": _("chuyển vào thùng rác"),
    }
    if decision is None:
        return str(_("Chưa thực hiện được: bài không chờ duyệt."))
    message = _(
        "Chưa thực hiện được: bài này đã được %(name)s %(done)s lúc %(moment)s.",
        name=decision.by or _("Một người khác"),
        done=words[decision.action],
        moment=moment(decision.at),
    )
    return str(message)
