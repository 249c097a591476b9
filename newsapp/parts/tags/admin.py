"""The tags: a list, and renaming, merging or deleting one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import func, select
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.admin.forms.category import MergeForm
from newsapp.admin.refusals import refused_at, refused_by_notice
from newsapp.database import db
from newsapp.parts.tags import queries, staff, tagging
from newsapp.parts.tags.models import Tag
from newsapp.parts.tags.tagging import TagError
from newsapp.web.pagination import page_of

ROWS = 100
SUGGESTED = 200


class TagForm(FlaskForm):
    name = StringField(
        _l("Từ khóa"), [InputRequired(_l("Hãy nhập một từ khóa, không có dấu phẩy."))]
    )


@staff.get("/tags")
@allows("tag.edit")
def tags() -> str:
    page = page_of(db.session.scalar(select(func.count(Tag.id))) or 0, ROWS)
    listed = queries.tags_with_counts().offset(page.offset).limit(page.size)
    rows = db.session.execute(listed).all()
    return render_template("tags/staff_list.html", rows=rows, page=page)


@staff.route("/tags/<int:number>", methods=["GET", "POST"])
@allows("tag.edit")
def tag(number: int) -> Response | tuple[str, int]:
    tag = db.get_or_404(Tag, number)
    form = TagForm(obj=tag)
    if form.validate_on_submit():
        with refused_at(form.name, TagError):
            tagging.rename(tag, form.name.data or "", actor=current_user, at=clock.now())
        if not form.errors:
            flash(_("Đã lưu từ khóa “%(name)s”.", name=tag.name))
            return redirect(url_for("admin.tags.tags"), 303)
    return _page(tag, form, _merge_form(tag))


@staff.post("/tags/<int:number>/merge")
@allows("tag.edit")
def merge_tag(number: int) -> Response | tuple[str, int]:
    tag = db.get_or_404(Tag, number)
    form = _merge_form(tag)
    if form.validate_on_submit():
        name, into = tag.name, db.get_or_404(Tag, form.into.data)
        with refused_at(form.into, TagError):
            count = tagging.merge(tag, into, actor=current_user, at=clock.now())
        if not form.errors:
            flash(_("Đã gộp “%(name)s” vào “%(into)s”; số bài chuyển sang: %(count)s.",
                    name=name, into=into.name, count=count))  # fmt: skip
            return redirect(url_for("admin.tags.tags"), 303)
    return _page(tag, TagForm(formdata=None, obj=tag), form)


@staff.post("/tags/<int:number>/delete")
@allows("tag.edit")
def delete_tag(number: int) -> Response:
    tag = db.get_or_404(Tag, number)
    name = tag.name
    with refused_by_notice(TagError):
        tagging.delete_tag(tag, actor=current_user, at=clock.now())
        flash(_("Đã xóa từ khóa “%(name)s”.", name=name))
    return redirect(url_for("admin.tags.tags"), 303)


def suggestions(*_form: object) -> dict[str, list[str]]:
    """The names of tags that the article's form suggests: those that most articles have."""
    return {"tag_names": [tag.name for tag in queries.most_used(SUGGESTED)]}


def _merge_form(tag: Tag) -> MergeForm:
    others = select(Tag).where(Tag.id != tag.id).order_by(Tag.slug)
    return MergeForm(db.session.scalars(others).all())


def _page(tag: Tag, form: TagForm, merge_form: MergeForm) -> tuple[str, int]:
    count = db.session.scalars(queries.count_tagged(tag.id)).one()
    page = render_template(
        "tags/staff_tag.html", tag=tag, count=count, form=form, merge_form=merge_form
    )
    return page, 422 if form.errors or merge_form.errors else 200
