"""The categories: a list with a form to add one, a form for each, their order, and merging."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock, ordering
from newsapp.admin import admin
from newsapp.admin.access import allows
from newsapp.admin.forms.category import CategoryEditForm, CategoryForm, MergeForm
from newsapp.admin.forms.tree import requested_step
from newsapp.admin.refusals import refused_at, refused_by_notice
from newsapp.articles import category_merging
from newsapp.articles.queries import counts_by_category
from newsapp.categories import editing, queries
from newsapp.categories.editing import CategoryError
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.web.json_errors import json_error


@admin.route("/categories", methods=["GET", "POST"])
@allows("category.edit")
def categories() -> str | Response | tuple[str, int]:
    everyone = _everyone()
    form = CategoryForm([one for one in everyone if one.parent_id is None])
    if form.validate_on_submit():
        with refused_at(form.name, CategoryError):
            added = _add(form)
        if not form.errors:
            flash(_("Đã thêm chuyên mục “%(name)s”.", name=added.name))
            return redirect(url_for("admin.categories"), 303)
    counts = {row[0]: row[1] for row in db.session.execute(counts_by_category())}
    rows = [(one, counts.get(one.id, 0), *ordering.ends(one, everyone)) for one in everyone]
    page = render_template("admin/categories/list.html", form=form, rows=rows)
    return page, 422 if form.errors else 200


@admin.post("/categories/add")
@allows("category.edit")
def add_category() -> Response:
    """Add a category by name for another open form; answer with its number and name."""
    form = CategoryForm([])
    if form.validate_on_submit():
        with refused_at(form.name, CategoryError):
            added = _add(form)
        if not form.errors:
            return jsonify(id=added.id, name=added.name)
    reasons = [str(reason) for errors in form.errors.values() for reason in errors]
    return json_error(" ".join(reasons), 422)


@admin.route("/categories/<int:number>", methods=["GET", "POST"])
@allows("category.edit")
def category(number: int) -> str | Response | tuple[str, int]:
    section = db.get_or_404(Category, number)
    others = [one for one in _everyone() if one.id != section.id]
    form = CategoryEditForm([one for one in others if one.parent_id is None], obj=section)
    if form.validate_on_submit():
        with refused_at(form.name, CategoryError):
            editing.change(
                section,
                name=form.name.data or "",
                description=form.description.data or "",
                parent_id=form.parent_id.chosen,
                is_hidden=form.is_hidden.data,
                moves_address=form.moves_address.data,
                actor=current_user,
                at=clock.now(),
            )
        if not form.errors:
            flash(_("Đã lưu chuyên mục “%(name)s”.", name=section.name))
            return redirect(url_for("admin.categories"), 303)
    page = render_template("admin/categories/category.html", form=form, category=section)
    return page, 422 if form.errors else 200


@admin.post("/categories/<int:number>/move")
@allows("category.edit")
def move_category(number: int) -> Response:
    section, step = db.get_or_404(Category, number), requested_step()
    with refused_by_notice(CategoryError):
        editing.move(section, step, actor=current_user, at=clock.now())
    return redirect(url_for("admin.categories", _anchor=f"chuyen-muc-{number}"), 303)


@admin.route("/categories/<int:number>/merge", methods=["GET", "POST"])
@allows("category.edit")
def merge_category(number: int) -> str | Response | tuple[str, int]:
    """Says how many articles would move, and moves them where that number is still right."""
    section = db.get_or_404(Category, number)
    form = MergeForm([one for one in _everyone() if one.id != section.id])
    name = section.name
    if form.validate_on_submit():
        into = db.get_or_404(Category, form.into.data)
        with refused_at(form.into, CategoryError):
            category_merging.merge(
                section, into, expected=form.confirmed_count, actor=current_user, at=clock.now()
            )
        if not form.errors:
            flash(_("Đã gộp “%(name)s” vào “%(into)s”; số bài chuyển sang: %(count)s.",
                    name=name, into=into.name, count=form.confirmed_count))  # fmt: skip
            return redirect(url_for("admin.categories"), 303)
        section = db.get_or_404(Category, number)
    page = render_template(
        "admin/categories/merge.html",
        form=form,
        category=section,
        count=db.session.scalars(category_merging.count_in(section.id)).one(),
        has_children=ordering.has_children(section),
    )
    return page, 422 if form.errors else 200


@admin.post("/categories/<int:number>/delete")
@allows("category.edit")
def delete_category(number: int) -> Response:
    section = db.get_or_404(Category, number)
    name = section.name
    try:
        with writing():
            category_merging.delete_empty(section, actor=current_user, at=clock.now())
    except CategoryError as reason:
        flash(str(reason))
        return redirect(url_for("admin.merge_category", number=number), 303)
    flash(_("Đã xóa chuyên mục “%(name)s”.", name=name))
    return redirect(url_for("admin.categories"), 303)


def _everyone() -> list[Category]:
    return list(db.session.scalars(queries.in_menu_order()))


def _add(form: CategoryForm) -> Category:
    return editing.add(
        form.name.data or "",
        form.description.data or "",
        parent_id=form.parent_id.chosen,
        actor=current_user,
        at=clock.now(),
    )
