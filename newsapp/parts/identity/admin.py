"""The page on which administrators describe the agency."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.database import writing
from newsapp.parts.identity import editing, staff
from newsapp.parts.identity.forms import IdentityForm
from newsapp.public.cards import shown
from newsapp.site.identity import read


@staff.route("/identity", methods=["GET", "POST"])
@allows("site.edit")
def identity() -> Response | tuple[str, int]:
    form = IdentityForm(read())
    if not form.validate_on_submit():
        logo = form.picture
        picture = shown(logo.digest, logo.width, logo.height, "") if logo else None
        status = 507 if form.disk_is_full else 422 if form.errors else 200
        return render_template("identity/identity.html", form=form, logo=picture), status
    with writing():
        editing.change(form.identity(), actor=current_user, at=clock.now())
    flash(_("Đã lưu thông tin cơ quan."))
    return redirect(url_for("admin.identity.identity"), 303)
