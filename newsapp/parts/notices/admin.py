"""The page on which editors set, change and end the notice."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.database import writing
from newsapp.parts.notices import editing, showing, staff
from newsapp.parts.notices.forms import NoticeForm


@staff.route("/notice", methods=["GET", "POST"])
@allows("notice.edit")
def notice() -> Response | tuple[str, int]:
    current = showing.current()
    form = NoticeForm(obj=current)
    if not form.validate_on_submit():
        page = render_template("notices/notice.html", form=form, current=current)
        return page, 422 if form.errors else 200
    with writing():
        editing.put(form.notice(), actor=current_user, at=clock.now())
    flash(_("Thông báo đã hiện trên mọi trang."))
    return redirect(url_for("admin.notices.notice"), 303)


@staff.post("/notice/end")
@allows("notice.edit")
def end_notice() -> Response:
    with writing():
        was_there = editing.end(actor=current_user, at=clock.now())
    flash(_("Đã gỡ thông báo.") if was_there else _("Không có thông báo nào."))
    return redirect(url_for("admin.notices.notice"), 303)
