"""The form of one article: new, opened, saved, published, or in conflict with another save."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin, article_actions, form_tokens, save_answers
from newsapp.admin.access import allows
from newsapp.admin.articles import get_article
from newsapp.admin.form_tokens import FormToken
from newsapp.admin.forms.article import ArticleForm
from newsapp.admin.sent_fields import sent_fields_with_files
from newsapp.admin.unsaved_texts import Overtaken, Unsaved
from newsapp.articles import form_keys, pages, queries, review, workflow
from newsapp.articles.content import Content
from newsapp.articles.models import Article, Revision
from newsapp.categories import queries as categories
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.public.cards import url_of
from newsapp.publishing import EditConflict, State, state_of
from newsapp.registry import registry
from newsapp.web.errors import is_full
from newsapp.web.json_errors import wants_json

Answer = Response | tuple[str, int]


@admin.route("/articles/new", methods=["GET", "POST"])
@allows("article.create")
def new_article() -> Answer:
    require(current_user, "article.create")
    return _new(is_page=False)


@admin.route("/pages/new", methods=["GET", "POST"])
@allows("page.edit")
def new_page() -> Answer:
    require(current_user, "page.edit")
    return _new(is_page=True)


def _new(*, is_page: bool) -> Answer:
    """The form of a new article or page, whose key is part of its address.

    If the form has created its article already (sent twice, a second tab), it edits that article.
    """
    form_token = form_tokens.of_new_article()
    if request.method == "GET" and "draft" not in request.args:
        return redirect(url_for(str(request.endpoint), draft=form_token.key))
    created = form_keys.article_of(form_token.user_id, form_token.key)
    if created is not None and request.method == "GET":
        return redirect(url_for("admin.edit_article", number=created.id), 303)
    if created is not None:
        return edit_article(created.id)
    unsaved = _unsaved(form_token)
    last = db.session.scalar(queries.category_last_used(current_user.id))
    form = ArticleForm(
        sections(), is_page=is_page, unsaved=unsaved.fields if unsaved else None, category_id=last
    )
    if not form.validate_on_submit():
        return form_page(form, None, form_token, unsaved)
    return _save(form, None, form_token)


@admin.route("/articles/<int:number>", methods=["GET", "POST"])
@allows("article.edit")
def edit_article(number: int) -> Answer:
    article = get_article(number, "article.edit")
    form_token = form_tokens.for_article(current_user.id, number)
    page: Answer | None = registry().unsaved_texts.answer(article, form_token)
    if page is not None:
        return page
    latest = workflow.latest_revision(article)
    unsaved = _unsaved(form_token, latest)
    form = ArticleForm(
        sections(),
        latest.content,
        is_page=article.is_page,
        base_version=latest.number,
        unsaved=unsaved.fields if unsaved else None,
        **beside_text(article),
    )
    if not form.validate_on_submit():
        return form_page(form, article, form_token, unsaved)
    return _save(form, article, form_token)


def sections() -> list[Category]:
    """The categories that the form offers."""
    return list(db.session.scalars(categories.in_menu_order()))


def beside_text(article: Article) -> dict[str, Any]:
    """The values of the form's fields that are no content."""
    is_scheduled = state_of(article, clock.now()) is State.SCHEDULED
    return {
        "submission": article.submitted_at.isoformat() if article.submitted_at else "",
        "go_live_at": article.planned_for or (article.go_live_at if is_scheduled else None),
        "expire_at": article.expire_at,
        "pinned_until": article.pinned_until,
    }


def _unsaved(form_token: FormToken, latest: Revision | None = None) -> Unsaved | None:
    """What was typed and not saved; None where a form was sent, which says it itself."""
    if request.method != "GET":
        return None
    return registry().unsaved_texts.opened(form_token, latest)


def _save(form: ArticleForm, article: Article | None, form_token: FormToken) -> Answer:
    """Save the text, as an article or as its next version, and do what the button says."""
    if form.asks_when:
        return _question_page(form, article, form_token)
    if article is None and form.is_blank:
        form.form_errors.append(_("Chưa có gì để lưu: hãy viết tiêu đề hoặc nội dung."))
        return form_page(form, None, form_token)
    content, now = form.content(), clock.now()
    try:
        with writing():
            saved = _write(form, content, article, form_token, now)
            message = article_actions.carry_out(saved, form, now)
    except Overtaken as error:
        address = url_for("admin.edit_article", number=error.article_id)
        return save_answers.overtaken() if wants_json() else redirect(address, 303)
    except EditConflict as error:
        return _conflict_page(form, error.thing, error.theirs)
    except (workflow.AlreadyDecided, workflow.NotPossible) as error:
        article_actions.explain(error, form)
        return form_page(form, article, form_token)
    except (OSError, OperationalError) as error:
        return _disk_full_page(error, form, article, form_token)
    if wants_json():
        return save_answers.saved(saved, form, beside_text(saved), message, now)
    flash(message)
    return redirect(url_for("admin.edit_article", number=saved.id), 303)


def _write(
    form: ArticleForm,
    content: Content,
    article: Article | None,
    form_token: FormToken,
    now: datetime,
) -> Article:
    """Create or update. Under the write lock: of two tabs with one new form, one updates."""
    unsaved_texts = registry().unsaved_texts
    saved = article or form_keys.article_of(form_token.user_id, form_token.key)
    if saved is None:
        unsaved_texts.creating(form_token)
        create = pages.create if form.is_page else workflow.create
        saved = create(content, actor=current_user, at=now)
        form_keys.remember(current_user.id, form_token.key, saved, at=now)
    else:
        workflow.refresh(saved)
        version = unsaved_texts.base_version(saved, form.base_version.data or 0, now)
        workflow.save_draft(saved, content, base_version=version, actor=current_user, at=now)
    unsaved_texts.saved(saved, form_token, now)
    return saved


def form_page(
    form: ArticleForm,
    article: Article | None,
    form_token: FormToken,
    unsaved: Unsaved | None = None,
    **more: Any,
) -> Answer:
    """The form with the typed values and the errors."""
    status = _status(form, is_question="when" in more)
    if wants_json():
        return save_answers.problems(form, status)
    unsaved = unsaved or registry().unsaved_texts.sent(form_token)
    now = clock.now()
    page = render_template(
        "admin/articles/form.html",
        form=form,
        article=article,
        form_token=form_token.signed(),
        form_key=f"{form_token.user_id}-{form_token.key}",
        site_now=f"{now.astimezone(clock.zone()):%Y-%m-%dT%H:%M:%S}",
        form_urls=registry().values("article_form_urls"),
        **_article_values(form, article, now),
        **registry().values("article_form", article, form_token),
        **unsaved.values,
        **more,
    )
    return page, status


def _article_values(form: ArticleForm, article: Article | None, now: datetime) -> dict[str, Any]:
    """Values for the template about an existing article."""
    if article is None:
        return {"state": None, "former_key": "", "findings": [], "public_url": None}
    state = state_of(article, now)
    handed_in_by, sent_back_by = review.people_of(article)
    return {
        "state": state,
        "handed_in_by": handed_in_by,
        "sent_back_by": sent_back_by,
        "former_key": form_keys.key_of(current_user.id, article.id),
        "findings": [] if form.errors else form.findings(),
        "public_url": url_of(article) if state is State.LIVE else None,
    }


def _status(form: ArticleForm, *, is_question: bool) -> int:
    if form.disk_is_full:
        return 507
    if form.is_overtaken:
        return 409
    return 422 if form.errors or is_question else 200


def _question_page(form: ArticleForm, article: Article | None, form_token: FormToken) -> Answer:
    """The form with the question whether to publish now or at the typed moment.

    The typed text is saved aside first.
    """
    now = clock.now()
    with writing():
        registry().unsaved_texts.keep(form_token, sent_fields_with_files(form), now)
    when = form.go_live_at.moment
    is_live = article is not None and state_of(article, now) is State.LIVE
    may_wait = when is not None and when > now and not is_live
    return form_page(form, article, form_token, when=when, may_wait=may_wait)


def _conflict_page(form: ArticleForm, article: Article, theirs: Revision) -> Answer:
    """The choice after somebody else saved. The typed text is saved aside first."""
    form_token = form_tokens.for_article(current_user.id, article.id)
    texts = registry().unsaved_texts
    with writing():
        texts.keep(form_token, sent_fields_with_files(form), clock.now())
    if wants_json():
        return save_answers.conflict()
    page: Answer | None = texts.conflict_page(form, article, theirs, form_token)
    if page is not None:
        return page
    form.stand_on(theirs.number)
    message = _(
        "Chưa lưu: có người khác vừa lưu bài này. Nội dung của bạn còn nguyên dưới đây;"
        " bấm lưu lần nữa thì bản của bạn thay bản vừa lưu."
    )
    form.form_errors.append(message)
    return form_page(form, article, form_token)


def _disk_full_page(
    error: Exception, form: ArticleForm, article: Article | None, form_token: FormToken
) -> Answer:
    """The form with the typed text. Raises `error` unless the disk is full."""
    if not is_full(error):
        raise error
    form.disk_is_full = True
    message = _(
        "Máy chủ đã hết chỗ trống nên chưa lưu được."
        " Nội dung còn nguyên ở đây; hãy báo quản trị viên."
    )
    form.form_errors.append(message)
    return form_page(form, article, form_token)
