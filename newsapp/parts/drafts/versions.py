"""Pages about an article's versions: the list, one, comparing two, going back to one."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.admin.access import allows
from newsapp.admin.articles import get_article
from newsapp.articles import workflow
from newsapp.articles.content import FIELDS, Content, titled
from newsapp.articles.models import Article, Revision
from newsapp.articles.references import without_missing
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Picture
from newsapp.parts.drafts import differences, revisions, staff
from newsapp.parts.drafts.differences import GROUPS
from newsapp.publishing import EditConflict
from newsapp.web.filters import day
from newsapp.web.pagination import page_of

EACH = 20


@staff.get("/articles/<int:number>/history")
@allows("article.edit")
def history(number: int) -> str:
    article = get_article(number, "article.edit")
    page = page_of(db.session.scalars(revisions.count(number)).one(), EACH)
    return render_template(
        "drafts/history.html",
        article=article,
        title=titled(workflow.latest_revision(article).title),
        versions=revisions.history(number, offset=page.offset, limit=page.size),
        page=page,
        group_labels=group_labels(),
    )


@staff.get("/articles/<int:number>/history/<int:version>")
@allows("article.edit")
def version(number: int, version: int) -> str:
    article = get_article(number, "article.edit")
    revision = _revision(article, version)
    _content, lost = without_missing(revision.content)
    author = db.session.get(User, revision.created_by_id) if revision.created_by_id else None
    return render_template(
        "drafts/version.html",
        article=article,
        revision=revision,
        author=author.name if author else None,
        lost=lost,
        values=readable(revision.content),
        group_labels=group_labels(),
    )


@staff.get("/articles/<int:number>/compare")
@allows("article.edit")
def compare_versions(number: int) -> str:
    """Compare two versions, the earlier one on the left."""
    article = get_article(number, "article.edit")
    chosen = sorted({request.args.get("one", 0, int), request.args.get("other", 0, int)})
    if len(chosen) == 1:
        chosen = [max(1, chosen[0] - 1), max(1, chosen[0])]
    before, after = (_revision(article, n) for n in chosen)
    comparison = differences.compare(before.content, after.content, None, marks=("del", "ins"))
    labels, former, latter = group_labels(), readable(before.content), readable(after.content)
    groups = []
    for group in comparison.groups:
        marked = differences.marked_texts(former[group.name], latter[group.name])
        escaped = [Markup(text) for text in marked]  # noqa: S704 - marked_texts escapes
        groups.append((labels[group.name], *escaped))
    return render_template(
        "drafts/compare.html",
        article=article,
        before=before,
        after=after,
        groups=groups,
        pieces=comparison.pieces,
    )


@staff.post("/articles/<int:number>/history/<int:version>")
@allows("article.edit")
def go_back(number: int, version: int) -> Response:
    article = get_article(number, "article.edit")
    _revision(article, version)
    base_version = request.form.get("base_version", 0, int)
    try:
        with writing():
            lost = revisions.go_back(
                article, version, base_version=base_version, actor=current_user, at=clock.now()
            )
    except EditConflict:
        flash(_("Có người vừa lưu bài này, nên chưa quay lại bản cũ. Hãy xem bản mới nhất trước."))
        return redirect(url_for("admin.drafts.history", number=number), 303)
    message = _(
        "Đã khôi phục bản %(number)s thành bản mới nhất. Bạn đọc chỉ thấy khi bài được đăng.",
        number=version,
    )
    flash(message)
    for sentence in lost:
        flash(sentence)
    return redirect(url_for("admin.edit_article", number=number), 303)


def _revision(article: Article, version: int) -> Revision:
    if version >= 2**31:
        abort(404)
    return workflow.revision_with_number(article, version) or abort(404)


def group_labels() -> dict[str, str]:
    """The labels of differences.GROUPS."""
    return {name: str(FIELDS[name].label) for name in GROUPS}


def readable(content: Content) -> dict[str, str]:
    """The values of differences.GROUPS as text."""
    values = {name: str(getattr(content, name) or "") for name in GROUPS}
    values["tags"] = ", ".join(content.tags)
    values["language"] = _("Tiếng Anh") if content.language == "en" else _("Tiếng Việt")
    values["published_on"] = day(content.published_on) if content.published_on else ""
    values["attachments"] = ", ".join(link["title"] for link in content.attachments)
    if content.category_id is not None:
        category = db.session.get(Category, content.category_id)
        values["category_id"] = category.name if category else _("(không còn)")
    if content.cover_id is not None:
        cover = db.session.get(Picture, content.cover_id)
        name = cover.filename if cover else _("(không còn)")
        texts = (name, content.cover_alt, content.cover_caption, content.cover_credit)
        values["cover_id"] = ", ".join(text for text in texts if text)
    return values
