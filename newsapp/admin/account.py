"""One's own account."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import passwords, sessions, users
from newsapp.admin import admin
from newsapp.admin.access import allows
from newsapp.admin.forms.accounts import ChangePasswordForm
from newsapp.admin.reauthentication import is_own_password, needs_recent_password
from newsapp.database import writing
from newsapp.registry import registry


@admin.route("/account", methods=["GET", "POST"])
@allows("account.own")
def account() -> Response | tuple[str, int]:
    form = ChangePasswordForm(user=current_user)
    if not form.validate_on_submit() or not is_own_password(form.current):
        values = registry().values("account", current_user)
        values["sessions"] = sessions.open_sessions(current_user, clock.now())
        values["own_session"] = sessions.current(current_user)
        page = render_template("admin/account.html", form=form, **values)
        return page, 422 if form.errors else 200
    password_hash = passwords.hash_password(form.new.data)
    now = clock.now()
    with writing():
        users.set_password(current_user, password_hash, actor=current_user, at=now)
        sessions.start(current_user, request.user_agent.string, at=now)
    login_user(current_user)
    flash(_("Đã đổi mật khẩu. Các nơi khác đang đăng nhập bằng tài khoản này đã bị đăng xuất."))
    return redirect(url_for("admin.account"), 303)


@admin.post("/account/sessions/<int:number>/end")
@allows("account.own")
@needs_recent_password
def end_session(number: int) -> Response:
    """End one of the user's own sessions, elsewhere."""
    now = clock.now()
    with writing():
        own = sessions.open_sessions(current_user, now)
        session = next((each for each in own if each.id == number), None) or abort(404)
        sessions.end(session, current_user, now)
    flash(_("Đã kết thúc phiên đăng nhập ấy."))
    return redirect(url_for("admin.account"), 303)
