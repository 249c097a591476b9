"""The versions of an article: the list, one of them, two held against each other, and going back to one."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.admin import admin
from newsapp.admin.articles import get_article
from newsapp.articles import differences, revisions, workflow
from newsapp.articles.content import Content
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Picture
from newsapp.web.filters import day
from newsapp.web.pagination import page_of

EACH = 20


@admin.get("/articles/<int:number>/history")
def history(number: int) -> str:
    article = get_article(number, "article.edit")
    page = page_of(db.session.scalars(revisions.count(number)).one(), EACH)
    return render_template(
        "admin/articles/history.html",
        article=article,
        title=workflow.latest_revision(article).title,
        versions=revisions.history(number, offset=page.offset, limit=page.size),
        page=page,
        group_names=group_names(),
    )


@admin.get("/articles/<int:number>/history/<int:version>")
def version(number: int, version: int) -> str:
    article = get_article(number, "article.edit")
    revision = _revision(article, version)
    _content, lost = revisions.lost_things(revision.content)
    author = db.session.get(User, revision.created_by_id) if revision.created_by_id else None
    return render_template(
        "admin/articles/version.html",
        article=article,
        revision=revision,
        author=author.name if author else None,
        lost=lost,
        shown=shown(revision.content),
        group_names=group_names(),
    )


@admin.get("/articles/<int:number>/compare")
def compare_versions(number: int) -> str:
    """The earlier of the two on the left, whichever was chosen first."""
    article = get_article(number, "article.edit")
    chosen = sorted({request.args.get("one", 0, int), request.args.get("other", 0, int)})
    if len(chosen) == 1:
        chosen = [max(1, chosen[0] - 1), max(1, chosen[0])]
    before, after = (_revision(article, n) for n in chosen)
    found = differences.compare(before.content, after.content, None, marks=("del", "ins"))
    former, latter = shown(before.content), shown(after.content)
    groups = []
    for group in found.groups:
        marked = differences.marked_texts(former[group.name], latter[group.name])
        groups.append((group_names()[group.name], *(Markup(text) for text in marked)))  # noqa: S704 - escaped there
    return render_template(
        "admin/articles/compare.html", article=article, before=before, after=after, groups=groups, pieces=found.pieces
    )


@admin.post("/articles/<int:number>/history/<int:version>")
def go_back(number: int, version: int) -> Response:
    article = get_article(number, "article.edit")
    _revision(article, version)
    try:
        with writing():
            lost = revisions.go_back(
                article,
                version,
                base_version=request.form.get("base_version", 0, int),
                actor=current_user,
                at=clock.now(),
            )
    except workflow.EditConflict:
        flash(_("Có người vừa lưu bài này, nên chưa quay lại bản cũ. Hãy xem bản mới nhất trước."))
        return redirect(url_for("admin.history", number=number), 303)
    flash(_("Đã lấy lại bản %(number)s thành bản mới nhất. Bạn đọc chỉ thấy khi bài được xuất bản.", number=version))
    for sentence in lost:
        flash(sentence)
    return redirect(url_for("admin.edit_article", number=number), 303)


def _revision(article: Article, version: int) -> Revision:
    return (workflow.revision_with_number(article, version) if version < 2**31 else None) or abort(404)


def group_names() -> dict[str, str]:
    """What the groups of differences.GROUPS are called."""
    return {
        "title": _("Tiêu đề"),
        "summary": _("Tóm tắt"),
        "category": _("Chuyên mục"),
        "tags": _("Từ khóa"),
        "language": _("Ngôn ngữ"),
        "published_on": _("Ngày đăng"),
        "byline": _("Tác giả"),
        "signature": _("Ký tên"),
        "source": _("Nguồn"),
        "cover": _("Ảnh đại diện"),
        "attachments": _("Tệp đính kèm"),
    }


def shown(content: Content) -> dict[str, str]:
    """The groups of differences.GROUPS as a person reads them."""
    category = db.session.get(Category, content.category_id) if content.category_id else None
    cover = db.session.get(Picture, content.cover_id) if content.cover_id else None
    gone = _("(không còn)")
    about_cover = (content.cover_alt, content.cover_caption, content.cover_credit)
    return {
        "title": content.title,
        "summary": content.summary,
        "category": category.name if category else gone if content.category_id else "",
        "tags": ", ".join(content.tags),
        "language": _("Tiếng Anh") if content.language == "en" else _("Tiếng Việt"),
        "published_on": day(content.published_on) if content.published_on else "",
        "byline": content.byline,
        "signature": content.signature,
        "source": content.source,
        "cover": ", ".join(filter(None, (cover.filename if cover else gone, *about_cover))) if content.cover_id else "",
        "attachments": ", ".join(link["title"] for link in content.attachments),
    }
