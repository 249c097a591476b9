"""The staff's list of articles, the form of one, and its other actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import may, require
from newsapp.admin import admin
from newsapp.admin.forms.article import ArticleForm
from newsapp.articles import queries, workflow
from newsapp.articles.models import Article, Revision
from newsapp.articles.states import state_of
from newsapp.categories import queries as categories
from newsapp.database import db, writing
from newsapp.public.article import show
from newsapp.public.cards import article_url
from newsapp.public.frame import frame
from newsapp.web.pagination import page_of

ROWS = 30


@admin.get("/")
def home() -> Response:
    return redirect(url_for("admin.articles"))


@admin.get("/articles")
def articles() -> str:
    require(current_user, "article.list")
    now, state = clock.now(), request.args.get("state", "all")
    owner = None if may(current_user, "article.edit") else current_user.id
    if state not in queries.STATES:
        abort(404)
    page = page_of(db.session.scalars(queries.desk_count(now, state, owner)).one(), ROWS)
    rows = queries.desk(now, state, owner).offset(page.offset).limit(page.size)
    listed = [
        {
            "article": article,
            "title": title,
            "category": section,
            "owner": name,
            "state": state_of(article, now),
        }
        for article, title, section, name in db.session.execute(rows)
    ]
    return render_template("admin/articles/list.html", rows=listed, page=page, state=state, states=queries.STATES)


@admin.route("/articles/new", methods=["GET", "POST"])
def new_article() -> str | Response | tuple[str, int]:
    require(current_user, "article.create")
    form = ArticleForm(_sections(), category_id=db.session.scalar(queries.category_last_used(current_user.id)))
    if not form.validate_on_submit():
        return _form_page(form, None)
    content, now = form.content(), clock.now()
    with writing():
        article = workflow.create(content, actor=current_user, at=now)
        if form.publishes:
            workflow.publish(article, actor=current_user, at=now)
    _say_saved(form)
    return redirect(url_for("admin.edit_article", number=article.id), 303)


@admin.route("/articles/<int:number>", methods=["GET", "POST"])
def edit_article(number: int) -> str | Response | tuple[str, int]:
    article = get_article(number, "article.edit")
    latest = workflow.latest_revision(article)
    form = ArticleForm(_sections(), latest.content, base_version=latest.number)
    if not form.validate_on_submit():
        return _form_page(form, article)
    content, now = form.content(), clock.now()
    try:
        with writing():
            workflow.save_draft(article, content, base_version=form.base_version.data or 0, actor=current_user, at=now)
            if form.publishes:
                workflow.publish(article, actor=current_user, at=now)
    except workflow.EditConflict as conflict:
        return _conflict_page(form, article, conflict.theirs)
    _say_saved(form)
    return redirect(url_for("admin.edit_article", number=number), 303)


@admin.get("/articles/<int:number>/preview")
def preview(number: int) -> str:
    """The latest text as readers would see it."""
    article = get_article(number, "article.edit")
    return show(article, workflow.latest_revision(article), [], [], **frame())


@admin.post("/articles/<int:number>/unpublish")
def unpublish_article(number: int) -> Response:
    article = get_article(number, "article.unpublish")
    return _act(workflow.unpublish, article, _("Đã gỡ bài xuống. Bạn đọc không còn thấy bài này."))


@admin.post("/articles/<int:number>/trash")
def trash_article(number: int) -> Response:
    return _act(workflow.trash, get_article(number, "article.trash"), _("Đã chuyển bài vào thùng rác."))


@admin.post("/articles/<int:number>/restore")
def restore_article(number: int) -> Response:
    article = get_article(number, "article.restore")
    return _act(workflow.restore, article, _("Đã đưa bài ra khỏi thùng rác."))


def get_article(number: int, action: str) -> Article:
    """The article, which the person signed in may do `action` to: 404 and 403 in one."""
    article = db.session.scalar(queries.with_number(number)) if number < 2**31 else None
    if article is None:
        abort(404)
    require(current_user, action, owner_id=article.owner_id)
    return article


def _act(verb: Callable[..., Any], article: Article, message: str) -> Response:
    with writing():
        verb(article, actor=current_user, at=clock.now())
    flash(message)
    return redirect(url_for("admin.edit_article", number=article.id), 303)


def _sections() -> list[Any]:
    return list(db.session.scalars(categories.in_menu_order()))


def _say_saved(form: ArticleForm) -> None:
    flash(_("Đã xuất bản.") if form.publishes else _("Đã lưu nháp."))


def _form_page(form: ArticleForm, article: Article | None, **more: Any) -> tuple[str, int]:
    """The form as it stands: with what was typed and what is wrong, where something is."""
    now = clock.now()
    state = state_of(article, now) if article else None
    return render_template(
        "admin/articles/form.html",
        form=form,
        article=article,
        state=state,
        public_url=article_url(article.id, article.title) if article and state == "live" else None,
        **more,
    ), 422 if form.errors else 200


def _conflict_page(form: ArticleForm, article: Article, theirs: Revision) -> tuple[str, int]:
    """Both texts: theirs to read, ours still in the form, which now stands on theirs."""
    form.base_version.data = theirs.number
    form.base_version.raw_data = None
    author = db.session.get(User, theirs.created_by_id) if theirs.created_by_id else None
    page, _status = _form_page(form, article, theirs=theirs, their_author=author)
    return page, 409
