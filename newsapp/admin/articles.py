"""The staff's list of articles, and the actions on one article outside its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import may, require
from newsapp.admin import admin
from newsapp.admin.access import allows
from newsapp.admin.forms.listing import ListForm
from newsapp.articles import deleting, duplicating, queries, staff_list, workflow
from newsapp.articles.content import titled
from newsapp.articles.models import Article
from newsapp.categories.queries import in_menu_order
from newsapp.database import db, writing
from newsapp.public.cards import url_of
from newsapp.publishing import state_of
from newsapp.web.pagination import Page, requested_page

ROWS = 30


@admin.get("/articles")
@allows("article.list")
def articles() -> str:
    require(current_user, "article.list")
    now, state = clock.now(), request.args.get("state", "all")
    if state not in queries.STATES:
        abort(404)
    sees_all = may(current_user, "article.edit")
    form = ListForm(request.args)
    categories = [(section.id, section.name) for section in db.session.scalars(in_menu_order())]
    owners = list(db.session.execute(staff_list.owners())) if sees_all else []
    form.offer(categories, owners)
    chosen = form.chosen(state, None if sees_all else current_user.id)
    number = requested_page()
    rows, total = staff_list.page(chosen, now, offset=(number - 1) * ROWS, limit=ROWS)
    if not rows and number > 1:
        abort(404)
    return render_template(
        "admin/articles/list.html",
        rows=[(row, state_of(row.article, now)) for row in rows],
        page=Page(number, ROWS, total),
        state=state,
        states=queries.STATES,
        form=form,
        said=form.address() | ({"state": state} if state != "all" else {}),
        sees_all=sees_all,
    )


@admin.post("/articles/<int:number>/unpublish")
@allows("article.unpublish")
def unpublish_article(number: int) -> Response:
    message = _("Đã gỡ bài. Bạn đọc không còn thấy bài này.")
    return _act(workflow.unpublish, "article.unpublish", number, message)


@admin.post("/articles/<int:number>/duplicate")
@allows("article.edit")
def duplicate_article(number: int) -> Response:
    article = get_article(number, "article.edit")
    with writing():
        copy, lost = duplicating.duplicate(article, actor=current_user, at=clock.now())
    flash(_("Đã nhân bản: đây là bản nháp mới của bạn."))
    for sentence in lost:
        flash(sentence)
    return redirect(url_for("admin.edit_article", number=copy.id), 303)


@admin.post("/articles/<int:number>/trash")
@allows("article.trash")
def trash_article(number: int) -> Response:
    return _act(workflow.trash, "article.trash", number, _("Đã chuyển bài vào thùng rác."))


@admin.post("/articles/<int:number>/restore")
@allows("article.restore")
def restore_article(number: int) -> Response:
    return _act(workflow.restore, "article.restore", number, _("Đã khôi phục bài từ thùng rác."))


@admin.get("/articles/<int:number>/delete")
@allows("article.delete")
def confirm_deletion(number: int) -> str | Response:
    """Ask before deleting for good."""
    article = get_article(number, "article.delete")
    if article.trashed_at is None:
        flash(_("Chỉ xóa hẳn được bài đang trong thùng rác."))
        return redirect(url_for("admin.edit_article", number=number), 303)
    return render_template(
        "admin/articles/deletion.html",
        article=article,
        title=titled(workflow.latest_revision(article).title),
        revisions=deleting.count_revisions(article),
        public_url=url_of(article) if article.was_live(clock.now()) else None,
        goes_by_itself_at=article.trashed_at + deleting.KEPT_IN_TRASH,
    )


@admin.post("/articles/<int:number>/delete")
@allows("article.delete")
def delete_article(number: int) -> Response:
    """Delete a trashed article for good."""
    article = get_article(number, "article.delete")
    try:
        with writing():
            deleting.delete_for_good(article, actor=current_user, at=clock.now())
    except workflow.NotPossible as reason:
        flash(str(reason))
        return redirect(url_for("admin.edit_article", number=number), 303)
    flash(_("Đã xóa hẳn bài viết."))
    return redirect(url_for("admin.articles", state="trash"), 303)


def get_article(number: int, action: str) -> Article:
    """The article, on which the user may do `action`; aborts with 404 or 403."""
    article = db.session.scalar(queries.with_number(number)) if number < 2**31 else None
    if article is None:
        abort(404)
    require(current_user, action, owner_id=article.owner_id)
    return article


def _act(verb: Callable[..., Any], action: str, number: int, message: str) -> Response:
    article = get_article(number, action)
    with writing():
        verb(article, actor=current_user, at=clock.now())
    flash(message)
    return redirect(url_for("admin.edit_article", number=number), 303)
