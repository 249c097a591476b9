"""The tags: a list, and renaming, merging or deleting one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.forms.category import MergeForm
from newsapp.admin.forms.tag import TagForm
from newsapp.articles import queries, tagging
from newsapp.articles.tags import Tag
from newsapp.database import db, writing
from newsapp.web.pagination import page_of

ROWS = 100


@admin.get("/tags")
def tags() -> str:
    require(current_user, "tag.edit")
    page = page_of(db.session.scalar(select(func.count()).select_from(Tag)) or 0, ROWS)
    rows = db.session.execute(queries.tags_with_counts().offset(page.offset).limit(page.size)).all()
    return render_template("admin/tags/list.html", rows=rows, page=page)


@admin.route("/tags/<int:number>", methods=["GET", "POST"])
def tag(number: int) -> str | Response | tuple[str, int]:
    found = _get(number)
    form = TagForm(obj=found)
    if form.validate_on_submit() and _try(form, "name", tagging.rename, found, form.name.data or "") is not None:
        flash(_("Đã lưu từ khóa “%(name)s”.", name=found.name))
        return redirect(url_for("admin.tags"), 303)
    return _page(found, form=form, merge_form=MergeForm(_others(found)))


@admin.post("/tags/<int:number>/merge")
def merge_tag(number: int) -> Response | tuple[str, int]:
    found = _get(number)
    form = MergeForm(_others(found))
    name = found.name
    if form.validate_on_submit():
        into = _get(form.into.data)
        moved = _try(form, "into", tagging.merge, found, into)
        if moved is not None:
            flash(_("Đã gộp “%(name)s” vào “%(into)s”; số bài chuyển sang: %(count)s.",
                    name=name, into=into.name, count=moved))  # fmt: skip
            return redirect(url_for("admin.tags"), 303)
    return _page(found, form=TagForm(formdata=None, obj=found), merge_form=form)


@admin.post("/tags/<int:number>/delete")
def delete_tag(number: int) -> Response:
    found = _get(number)
    name = found.name
    try:
        with writing():
            tagging.delete_tag(found, actor=current_user, at=clock.now())
    except tagging.TagError as reason:
        flash(str(reason))
    else:
        flash(_("Đã xóa từ khóa “%(name)s”.", name=name))
    return redirect(url_for("admin.tags"), 303)


def _get(number: int) -> Tag:
    require(current_user, "tag.edit")
    return (db.session.get(Tag, number) if number < 2**31 else None) or abort(404)


def _others(found: Tag) -> list[Tag]:
    return list(db.session.scalars(select(Tag).where(Tag.id != found.id).order_by(Tag.slug)))


def _page(found: Tag, *, form: TagForm, merge_form: MergeForm) -> tuple[str, int]:
    count = db.session.scalars(queries.count_tagged(found.id)).one()
    page = render_template("admin/tags/tag.html", tag=found, count=count, form=form, merge_form=merge_form)
    return page, 422 if form.errors or merge_form.errors else 200


def _try(form: Any, field: str, verb: Callable[..., Any], *given: Any) -> Any:
    """What the verb gives; None where it refused, and then the form says why."""
    try:
        with writing():
            return verb(*given, actor=current_user, at=clock.now())
    except tagging.TagError as reason:
        form[field].errors = [str(reason)]
        return None
