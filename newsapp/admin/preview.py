"""An article as readers would see it: what is typed now, the latest version, or by a link for somebody outside."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.articles import get_article
from newsapp.admin.forms.article import ArticleForm
from newsapp.articles import sharing, workflow
from newsapp.articles.content import NAMES, Content
from newsapp.articles.models import Article, Revision
from newsapp.categories import queries as categories
from newsapp.categories.models import Category
from newsapp.clock import local_date
from newsapp.database import db, writing
from newsapp.media.models import Picture
from newsapp.public.article import show
from newsapp.public.frame import frame


@admin.get("/articles/<int:number>/preview")
def preview(number: int) -> str:
    """The latest version that was saved."""
    article = get_article(number, "article.edit")
    return show(article, workflow.latest_revision(article), [], [], **_frame())


@admin.post("/preview")
def preview_typed() -> str:
    """What stands in the form at this moment, saved or not."""
    require(current_user, "article.create")
    is_page = request.form.get("kind") == "page"
    form = ArticleForm(list(db.session.scalars(categories.in_menu_order())), is_page=is_page)
    form.validate()  # takes the files in; what is wrong is said when it is saved
    return show(Article(id=0), _as_revision(form.content()), [], [], **_frame())


@admin.post("/articles/<int:number>/share")
def share_article(number: int) -> str:
    article = get_article(number, "article.edit")
    with writing():
        token, expires_at = sharing.share(
            article, actor=current_user, at=clock.now(), secret=current_app.config["SECRET_KEY"]
        )
    address = url_for("public.shared_preview", token=token, _external=True)
    return render_template("admin/articles/shared.html", article=article, address=address, expires_at=expires_at)


def _as_revision(content: Content) -> Revision:
    """A revision that is never added to the session."""
    revision = Revision(**{name: getattr(content, name) for name in NAMES})
    revision.title = content.title or _("(chưa có tiêu đề)")
    revision.published_on = content.published_on or local_date(clock.now())
    if content.category_id is not None:
        category = db.session.get(Category, content.category_id)
        revision.category = category or db.session.scalar(categories.in_menu_order().limit(1)) or abort(404)
    revision.cover = db.session.get(Picture, content.cover_id) if content.cover_id else None
    return revision


def _frame() -> dict[str, Any]:
    return frame() | {"is_preview": True}
