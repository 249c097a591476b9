"""The agency's identity."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.forms.identity import IdentityForm
from newsapp.database import writing
from newsapp.public.cards import shown
from newsapp.site import identity as site


@admin.route("/identity", methods=["GET", "POST"])
def identity() -> str | Response | tuple[str, int]:
    require(current_user, "site.edit")
    form = IdentityForm(site.read())
    if not form.validate_on_submit():
        logo = form.picture
        view = shown(logo.digest, logo.width, logo.height, "") if logo else None
        status = 507 if form.disk_is_full else 422 if form.errors else 200
        return render_template("admin/identity.html", form=form, logo=view), status
    with writing():
        site.change(form.stated(), actor=current_user, at=clock.now())
    flash(_("Đã lưu thông tin cơ quan."))
    return redirect(url_for("admin.identity"), 303)
