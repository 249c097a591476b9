"""The categories: a list with a form to add one, a form for each, their order, and merging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.forms.category import CategoryEditForm, CategoryForm, MergeForm
from newsapp.articles import sections
from newsapp.articles.queries import counts_by_category
from newsapp.categories import editing, queries
from newsapp.categories.models import Category
from newsapp.database import db, writing

STEPS = {"up": -1, "down": 1}


@admin.route("/categories", methods=["GET", "POST"])
def categories() -> str | Response | tuple[str, int]:
    require(current_user, "category.edit")
    everyone = list(db.session.scalars(queries.in_menu_order()))
    form = CategoryForm([one for one in everyone if one.parent_id is None])
    if form.validate_on_submit():
        added = _try(
            form,
            editing.add,
            form.name.data or "",
            form.description.data or "",
            parent_id=form.chosen_parent,
        )
        if added is not None:
            flash(_("Đã thêm chuyên mục “%(name)s”.", name=added.name))
            return redirect(url_for("admin.categories"), 303)
    counts = {row[0]: row[1] for row in db.session.execute(counts_by_category())}
    rows = [(one, counts.get(one.id, 0), *_ends(one, everyone)) for one in everyone]
    return render_template("admin/categories/list.html", form=form, rows=rows), 422 if form.errors else 200


@admin.route("/categories/<int:number>", methods=["GET", "POST"])
def category(number: int) -> str | Response | tuple[str, int]:
    section = _get(number)
    parents = [
        one for one in db.session.scalars(queries.in_menu_order()) if one.parent_id is None and one.id != section.id
    ]
    form = CategoryEditForm(parents, obj=section)
    if form.validate_on_submit():
        changed = _try(
            form,
            editing.change,
            section,
            name=form.name.data or "",
            description=form.description.data or "",
            parent_id=form.chosen_parent,
            is_hidden=form.is_hidden.data,
            moves_address=form.moves_address.data,
        )
        if changed is not None:
            flash(_("Đã lưu chuyên mục “%(name)s”.", name=section.name))
            return redirect(url_for("admin.categories"), 303)
    return render_template("admin/categories/category.html", form=form, category=section), 422 if form.errors else 200


@admin.post("/categories/<int:number>/move")
def move_category(number: int) -> Response:
    section = _get(number)
    step = STEPS.get(request.form.get("step", "")) or abort(400)
    try:
        with writing():
            editing.move(section, step, actor=current_user, at=clock.now())
    except editing.CategoryError as reason:
        flash(str(reason))
    return redirect(url_for("admin.categories", _anchor=f"chuyen-muc-{number}"), 303)


@admin.route("/categories/<int:number>/merge", methods=["GET", "POST"])
def merge_category(number: int) -> str | Response | tuple[str, int]:
    """Says how many articles would move, and moves them where that number is still right."""
    section = _get(number)
    form = MergeForm([one for one in db.session.scalars(queries.in_menu_order()) if one.id != section.id])
    name = section.name
    if form.validate_on_submit():
        into = _get(form.into.data)
        moved = _try(form, sections.merge, section, into, expected=form.told, field="into")
        if moved is not None:
            flash(_("Đã gộp “%(name)s” vào “%(into)s”; số bài chuyển sang: %(count)s.",
                    name=name, into=into.name, count=moved))  # fmt: skip
            return redirect(url_for("admin.categories"), 303)
        section = _get(number)
    count = db.session.scalars(sections.count_in(section.id)).one()
    page = render_template(
        "admin/categories/merge.html",
        form=form,
        category=section,
        count=count,
        has_children=editing.has_children(section),
    )
    return page, 422 if form.errors else 200


@admin.post("/categories/<int:number>/delete")
def delete_category(number: int) -> Response:
    section = _get(number)
    name = section.name
    try:
        with writing():
            sections.delete_empty(section, actor=current_user, at=clock.now())
    except editing.CategoryError as reason:
        flash(str(reason))
        return redirect(url_for("admin.merge_category", number=number), 303)
    flash(_("Đã xóa chuyên mục “%(name)s”.", name=name))
    return redirect(url_for("admin.categories"), 303)


def _get(number: int) -> Category:
    require(current_user, "category.edit")
    return (db.session.get(Category, number) if number < 2**31 else None) or abort(404)


def _try(form: Any, verb: Callable[..., Any], *given: Any, field: str = "name", **named: Any) -> Any:
    """What the verb gives; None where it refused, and then the form says why."""
    try:
        with writing():
            return verb(*given, **named, actor=current_user, at=clock.now())
    except editing.CategoryError as reason:
        form[field].errors = [str(reason)]
        return None


def _ends(one: Category, everyone: list[Category]) -> tuple[bool, bool]:
    """Whether it is the first, and the last, of those beside it."""
    beside = [other.id for other in everyone if other.parent_id == one.parent_id]
    return one.id == beside[0], one.id == beside[-1]
