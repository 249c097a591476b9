"""The form of one article: new, opened, saved, published, or in conflict with what somebody else saved."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.admin import admin, article_actions, tickets
from newsapp.admin.articles import get_article
from newsapp.admin.forms.article import ArticleForm
from newsapp.admin.parking import fields_of, typed
from newsapp.admin.revisions import shown
from newsapp.admin.tickets import Ticket
from newsapp.articles import autosaves, differences, pages, presence, queries, tagging, workflow
from newsapp.articles.autosaves import Autosave
from newsapp.articles.models import Article, Revision
from newsapp.articles.states import State, state_of
from newsapp.categories import queries as categories
from newsapp.database import db, writing
from newsapp.public.cards import url_of
from newsapp.web.errors import is_full

SUGGESTED_TAGS = 200


@admin.route("/articles/new", methods=["GET", "POST"])
def new_article() -> str | Response | tuple[str, int]:
    require(current_user, "article.create")
    return write_new(is_page=False)


def write_new(*, is_page: bool) -> str | Response | tuple[str, int]:
    """The form of an article, or page, that does not exist yet."""
    ticket = _ticket_of_new()
    unsaved = autosaves.find(current_user.id, ticket.key) if request.method == "GET" else None
    form = ArticleForm(
        _sections(),
        is_page=is_page,
        unsaved=unsaved,
        category_id=db.session.scalar(queries.category_last_used(current_user.id)),
    )
    if not form.validate_on_submit():
        return _form_page(form, None, ticket, unsaved)
    content, now = form.content(), clock.now()
    try:
        with writing():
            article = (pages if is_page else workflow).create(content, actor=current_user, at=now)
            said = article_actions.carry_out(article, form, now)
            autosaves.forget(current_user.id, ticket.key)
    except workflow.NotPossible as error:
        article_actions.explain(error, form)
        return _form_page(form, None, ticket)
    except (OSError, OperationalError) as error:
        return _no_room_page(error, form, None, ticket)
    flash(said)
    return redirect(url_for("admin.edit_article", number=article.id), 303)


@admin.route("/articles/<int:number>", methods=["GET", "POST"])
def edit_article(number: int) -> str | Response | tuple[str, int]:
    article = get_article(number, "article.edit")
    latest = workflow.latest_revision(article)
    ticket = tickets.for_article(current_user.id, number)
    if request.form.get("action") in ("merge", "mine"):
        return _merged_page(article, ticket)
    unsaved = autosaves.find(current_user.id, ticket.key) if request.method == "GET" else None
    form = ArticleForm(
        _sections(),
        latest.content,
        is_page=article.is_page,
        base_version=latest.number,
        unsaved=unsaved,
        **_standing(article),
    )
    if not form.validate_on_submit():
        return _form_page(form, article, ticket, unsaved)
    content, now = form.content(), clock.now()
    try:
        with writing():
            workflow.save_draft(article, content, base_version=form.base_version.data or 0, actor=current_user, at=now)
            said = article_actions.carry_out(article, form, now)
            autosaves.forget(current_user.id, ticket.key)
    except workflow.EditConflict as conflict:
        return _conflict_page(form, article, conflict.theirs, ticket)
    except (workflow.AlreadyDecided, workflow.NotPossible) as error:
        article_actions.explain(error, form)
        return _form_page(form, article, ticket)
    except (OSError, OperationalError) as error:
        return _no_room_page(error, form, article, ticket)
    flash(said)
    return redirect(url_for("admin.edit_article", number=number), 303)


@admin.post("/articles/discard-autosave")
def discard_autosave() -> Response:
    """Drop what was typed and not saved; what was saved stays."""
    ticket = tickets.read(request.form.get("ticket", "")) or abort(400)
    with writing():
        autosaves.forget(current_user.id, ticket.key)
    flash(_("Đã bỏ bản tự lưu."))
    if ticket.article_id is None:
        return redirect(url_for("admin.articles"), 303)
    return redirect(url_for("admin.edit_article", number=ticket.article_id), 303)


def _ticket_of_new() -> Ticket:
    """The ticket that the form came with; that of an autosave to go on with; or a fresh one."""
    sent = tickets.read(request.form.get("ticket", "")) if request.method == "POST" else None
    if sent is not None and sent.user_id == current_user.id and sent.article_id is None:
        return sent
    key = request.args.get("draft", "")
    return Ticket(current_user.id, key) if 0 < len(key) <= 32 else tickets.for_new(current_user.id)


def _sections() -> list[Any]:
    return list(db.session.scalars(categories.in_menu_order()))


def _standing(article: Article) -> dict[str, Any]:
    """What the form shows of the article beside its text."""
    return {
        "submission": article.submitted_at.isoformat() if article.submitted_at else "",
        "go_live_at": article.go_live_at if state_of(article, clock.now()) is State.SCHEDULED else None,
        "expire_at": article.expire_at,
        "pinned_until": article.pinned_until,
    }


def _form_page(
    form: ArticleForm, article: Article | None, ticket: Ticket, unsaved: Autosave | None = None, **more: Any
) -> tuple[str, int]:
    """The form as it stands: with what was typed and what is wrong, where something is."""
    now = clock.now()
    state = state_of(article, now) if article else None
    status = 422 if form.errors else 200
    if form.is_decided:
        status = 409
    if form.disk_is_full:
        status = 507
    return render_template(
        "admin/articles/form.html",
        form=form,
        article=article,
        state=state,
        ticket=ticket.signed(),
        form_key=f"{ticket.user_id}-{ticket.key}",
        unsaved=unsaved,
        others=_others_here(article),
        tag_names=tagging.most_used(SUGGESTED_TAGS),
        begun=db.session.scalars(autosaves.of_new_articles(current_user.id)).all() if not (article or unsaved) else [],
        findings=form.findings() if article and not form.errors else [],
        public_url=url_of(article) if article and state == "live" else None,
        **more,
    ), status


def _others_here(article: Article | None) -> list[str]:
    """Who else has the article open; and that this person has, which is said even to a disk that is full."""
    if article is None:
        return []
    now = clock.now()
    try:
        with writing():
            presence.arrive(article.id, current_user.id, at=now)
    except (OperationalError, IntegrityError):  # a full disk; or the same person came by two ways at once
        return []
    return list(db.session.scalars(presence.others(article.id, current_user.id, now=now)))


def _conflict_page(form: ArticleForm, article: Article, theirs: Revision, ticket: Ticket) -> tuple[str, int]:
    """Both texts with their differences marked. Ours is kept on the server before anything else is asked."""
    with writing():
        autosaves.keep(current_user.id, ticket.key, article.id, typed(request.form), at=clock.now())
    author = db.session.get(User, theirs.created_by_id) if theirs.created_by_id else None
    mine = form.content()
    base = workflow.revision_with_number(article, form.base_version.data or 0)
    return render_template(
        "admin/articles/conflict.html",
        form=form,
        article=article,
        theirs=theirs,
        their_author=author,
        ticket=ticket.signed(),
        mine=[
            (name, value) for name, values in typed(request.form).items() for value in values if name != "base_version"
        ],
        their_shown=shown(theirs.content),
        my_shown=shown(mine),
        comparison=differences.compare(theirs.content, mine, base.content if base else None),
    ), 409


def _merged_page(article: Article, ticket: Ticket) -> tuple[str, int]:
    """The form with what was chosen on the conflict's page, standing on their version; nothing is saved yet."""
    theirs = workflow.revision_with_number(article, request.form.get("base_version", 0, int)) or abort(404)
    sent = ArticleForm(_sections(), is_page=article.is_page)
    sent.validate()  # the fields read themselves by it; what is wrong is said when it is saved
    merged = sent.content()
    if request.form["action"] == "merge":
        merged = differences.merge(theirs.content, merged, request.form)
    fields = fields_of(merged) | {"base_version": [str(theirs.number)]}
    with writing():
        kept = autosaves.keep(current_user.id, ticket.key, article.id, fields, at=clock.now())
    form = ArticleForm(_sections(), is_page=article.is_page, unsaved=kept, **_standing(article))
    return _form_page(form, article, ticket, kept, merged=True)


def _no_room_page(error: Exception, form: ArticleForm, article: Article | None, ticket: Ticket) -> tuple[str, int]:
    """The form with everything that was typed. Raises what is not a full disk."""
    if not is_full(error):
        raise error
    form.disk_is_full = True
    form.form_errors.append(
        _("Máy chủ đã hết chỗ trống nên chưa lưu được. Nội dung còn nguyên ở đây; hãy báo người quản trị.")
    )
    return _form_page(form, article, ticket)
