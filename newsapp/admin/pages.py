"""The pages that stand outside the news: a list, a new one in the articles' own form, and their addresses."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.article_form import write_new
from newsapp.admin.articles import get_article
from newsapp.admin.forms.page import AddressForm
from newsapp.articles import pages as verbs
from newsapp.articles.states import state_of
from newsapp.database import db, writing


@admin.get("/pages")
def pages() -> str:
    require(current_user, "page.edit")
    now = clock.now()
    rows = [(page, title, state_of(page, now)) for page, title in db.session.execute(verbs.everyone())]
    return render_template("admin/pages/list.html", rows=rows)


@admin.route("/pages/new", methods=["GET", "POST"])
def new_page() -> str | Response | tuple[str, int]:
    require(current_user, "page.edit")
    return write_new(is_page=True)


@admin.route("/pages/<int:number>/address", methods=["GET", "POST"])
def page_address(number: int) -> str | Response | tuple[str, int]:
    page = get_article(number, "page.edit")
    if not page.is_page:
        abort(404)
    form = AddressForm(obj=page)
    if form.validate_on_submit():
        try:
            with writing():
                verbs.change_address(page, form.address.data or "", actor=current_user, at=clock.now())
        except verbs.PageError as reason:
            form.address.errors = [str(reason)]
        else:
            flash(_("Trang nay ở địa chỉ %(address)s.", address=url_for("public.page", slug=page.address)))
            return redirect(url_for("admin.pages"), 303)
    return render_template("admin/pages/address.html", form=form, page=page), 422 if form.errors else 200
