"""The pages that stand outside the news: a list, a new one in the articles' own form, and their
addresses.
"""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.admin.articles import get_article
from newsapp.admin.refusals import refused_at
from newsapp.articles import pages as verbs
from newsapp.articles.content import titled
from newsapp.database import db
from newsapp.parts.pages import staff
from newsapp.parts.pages.page_forms import AddressForm
from newsapp.publishing import state_of


@staff.get("/pages")
@allows("page.edit")
def pages() -> str:
    now = clock.now()
    rows = [
        (page, titled(title), state_of(page, now))
        for page, title in db.session.execute(verbs.everyone())
    ]
    return render_template("pages/list.html", rows=rows)


@staff.route("/pages/<int:number>/address", methods=["GET", "POST"])
@allows("page.edit")
def page_address(number: int) -> str | Response | tuple[str, int]:
    page = get_article(number, "page.edit")
    if not page.is_page:
        abort(404)
    form = AddressForm(obj=page)
    if form.validate_on_submit():
        with refused_at(form.address, verbs.PageError):
            verbs.change_address(page, form.address.data or "", actor=current_user, at=clock.now())
        if not form.errors:
            address = url_for("public.page", slug=page.address)
            flash(_("Trang nay ở địa chỉ %(address)s.", address=address))
            return redirect(url_for("admin.pages.pages"), 303)
    answer = render_template("pages/address.html", form=form, page=page)
    return answer, 422 if form.errors else 200
