"""One's own account."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import passwords, second_factor, users
from newsapp.admin import admin
from newsapp.admin.confirming import is_own_password
from newsapp.admin.forms.account import PasswordForm
from newsapp.database import writing


@admin.route("/account", methods=["GET", "POST"])
def account() -> str | Response | tuple[str, int]:
    form = PasswordForm()
    if not form.validate_on_submit():
        return _page(form)
    if not is_own_password(form.current):
        return _page(form)
    try:
        password_hash = passwords.hash_password(form.new.data or "")
    except passwords.WeakPassword as reason:
        form.new.errors = [str(reason)]
        return _page(form)
    with writing():
        users.set_password(current_user, password_hash, actor=current_user, at=clock.now())
    login_user(current_user)
    flash(_("Đã đổi mật khẩu. Các nơi khác đang đăng nhập bằng tài khoản này đã bị đăng xuất."))
    return redirect(url_for("admin.account"), 303)


def _page(form: PasswordForm) -> tuple[str, int]:
    page = render_template("admin/account.html", form=form, is_protected=second_factor.is_on(current_user))
    return page, 422 if form.errors else 200
