"""Previews of an article: the typed text, the latest version, or a shared link."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin.access import allows
from newsapp.admin.articles import get_article
from newsapp.admin.forms.article import ArticleForm
from newsapp.articles import workflow
from newsapp.articles.content import NAMES, Content
from newsapp.articles.models import Article, Revision
from newsapp.categories import queries as categories
from newsapp.categories.models import Category
from newsapp.clock import local_date
from newsapp.database import db, writing
from newsapp.media.models import Picture
from newsapp.parts.drafts import sharing, staff
from newsapp.public.article import show
from newsapp.public.context import frame


@staff.get("/articles/<int:number>/preview")
@allows("article.edit")
def preview(number: int) -> str:
    """The latest saved version."""
    article = get_article(number, "article.edit")
    return show(article, workflow.latest_revision(article), [], [], **_frame())


@staff.post("/preview")
@allows("article.create")
def preview_typed() -> str:
    """The text in the form, saved or not."""
    require(current_user, "article.create")
    is_page = request.form.get("kind") == "page"
    form = ArticleForm(list(db.session.scalars(categories.in_menu_order())), is_page=is_page)
    form.validate()  # reads the files; errors are shown when it is saved
    article = Article(id=0, address="" if is_page else None)
    return show(article, _as_revision(form.content()), [], [], **_frame())


@staff.post("/articles/<int:number>/share")
@allows("article.edit")
def share_article(number: int) -> str:
    article = get_article(number, "article.edit")
    secret = current_app.config["SECRET_KEY"]
    with writing():
        link = sharing.share(article, actor=current_user, at=clock.now(), secret=secret)
    token, expires_at = link
    address = url_for("public.drafts.shared_preview", token=token, _external=True)
    return render_template(
        "drafts/shared.html", article=article, address=address, expires_at=expires_at
    )


@staff.post("/articles/<int:number>/share/end")
@allows("article.edit")
def end_shared_links(number: int) -> Response:
    article = get_article(number, "article.edit")
    with writing():
        sharing.end_links(article, actor=current_user, at=clock.now())
    flash(_("Các liên kết xem trước đã chia sẻ của bài này không còn dùng được."))
    return redirect(url_for("admin.edit_article", number=number), 303)


def _as_revision(content: Content) -> Revision:
    """A revision that is never added to the session."""
    revision = Revision(**{name: getattr(content, name) for name in NAMES})
    revision.title = content.title or _("(chưa có tiêu đề)")
    revision.published_on = content.published_on or local_date(clock.now())
    if content.category_id is not None:
        category = db.session.get(Category, content.category_id)
        first = categories.in_menu_order().limit(1)
        revision.category = category or db.session.scalar(first) or abort(404)
    revision.cover = db.session.get(Picture, content.cover_id) if content.cover_id else None
    return revision


def _frame() -> dict[str, Any]:
    return frame() | {"is_preview": True}
