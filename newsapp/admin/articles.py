"""The staff's list of articles, and what is done to one outside its form."""

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
from newsapp.admin.forms.listing import ListForm
from newsapp.articles import deleting, queries, workflow
from newsapp.articles.models import Article
from newsapp.articles.states import state_of
from newsapp.categories.queries import in_menu_order
from newsapp.database import db, writing
from newsapp.desk import listing
from newsapp.web.pagination import Page, requested_page

ROWS = 30


@admin.get("/articles")
def articles() -> str:
    require(current_user, "article.list")
    now, state = clock.now(), request.args.get("state", "all")
    if state not in queries.STATES:
        abort(404)
    sees_all = may(current_user, "article.edit")
    form = ListForm(request.args)
    categories = [(section.id, section.name) for section in db.session.scalars(in_menu_order())]
    form.offer(categories, [(row[0], row[1]) for row in db.session.execute(listing.owners())] if sees_all else [])
    wanted = form.wanted(state, None if sees_all else current_user.id)
    number = requested_page()
    rows, total = listing.page(wanted, now, offset=(number - 1) * ROWS, limit=ROWS)
    if not rows and number > 1:
        abort(404)
    return render_template(
        "admin/articles/list.html",
        rows=[{"row": row, "article": row.article, "state": state_of(row.article, now)} for row in rows],
        page=Page(number, ROWS, total),
        state=state,
        states=queries.STATES,
        form=form,
        said=form.address() | ({"state": state} if state != "all" else {}),
        sees_all=sees_all,
    )


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


@admin.post("/articles/<int:number>/delete")
def delete_article(number: int) -> Response:
    """Delete for good what stands in the trash."""
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
