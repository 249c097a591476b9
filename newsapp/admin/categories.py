"""The categories: a list with a form to add one, and a form for each."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.forms.category import CategoryEditForm, CategoryForm
from newsapp.articles.queries import counts_by_category
from newsapp.categories import editing, queries
from newsapp.categories.models import Category
from newsapp.database import db, writing


@admin.route("/categories", methods=["GET", "POST"])
def categories() -> str | Response | tuple[str, int]:
    require(current_user, "category.edit")
    form = CategoryForm()
    if form.validate_on_submit():
        try:
            with writing():
                added = editing.add(
                    form.name.data or "", form.description.data or "", actor=current_user, at=clock.now()
                )
        except editing.CategoryError as reason:
            form.name.errors = [str(reason)]
        else:
            flash(_("Đã thêm chuyên mục “%(name)s”.", name=added.name))
            return redirect(url_for("admin.categories"), 303)
    counts = {row[0]: row[1] for row in db.session.execute(counts_by_category())}
    rows = [(section, counts.get(section.id, 0)) for section in db.session.scalars(queries.in_menu_order())]
    return render_template("admin/categories.html", form=form, rows=rows), 422 if form.errors else 200


@admin.route("/categories/<int:number>", methods=["GET", "POST"])
def category(number: int) -> str | Response | tuple[str, int]:
    require(current_user, "category.edit")
    section = (db.session.get(Category, number) if number < 2**31 else None) or abort(404)
    form = CategoryEditForm(obj=section)
    if form.validate_on_submit():
        try:
            with writing():
                editing.change(
                    section,
                    name=form.name.data or "",
                    description=form.description.data or "",
                    position=form.position.data or 0,
                    actor=current_user,
                    at=clock.now(),
                )
        except editing.CategoryError as reason:
            form.name.errors = [str(reason)]
        else:
            flash(_("Đã lưu chuyên mục “%(name)s”.", name=section.name))
            return redirect(url_for("admin.categories"), 303)
    return render_template("admin/category.html", form=form, category=section), 422 if form.errors else 200
