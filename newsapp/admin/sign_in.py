"""Signing in and out."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import passwords, users
from newsapp.accounts.models import User
from newsapp.admin import admin
from newsapp.admin.forms.sign_in import SignInForm
from newsapp.database import writing
from newsapp.web.addresses import own_path


@admin.route("/login", methods=["GET", "POST"])
def sign_in() -> str | Response | tuple[str, int]:
    if current_user.is_authenticated:
        return redirect(url_for("admin.articles"))
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("admin/sign_in.html", form=form), 422 if form.errors else 200

    now = clock.now()
    email = form.email.data or ""
    keys = _failure_keys(email)
    try:
        users.check_failures(keys, now)
    except users.TooManyFailures:
        form.email.errors = [_("Đã sai quá nhiều lần. Hãy chờ mười lăm phút rồi thử lại.")]
        return render_template("admin/sign_in.html", form=form), 429
    user = users.by_email(email)
    if not passwords.verify(user.password_hash if user else None, form.password.data or "") or user is None:
        with writing():
            users.count_failure(keys, now)
        form.email.errors = [_("Email hoặc mật khẩu không đúng.")]
        return render_template("admin/sign_in.html", form=form), 422

    if user.is_disabled:
        form.email.errors = [_("Tài khoản này đã bị khóa. Hãy hỏi người quản trị.")]
        return render_template("admin/sign_in.html", form=form), 422
    return open_session(user)


def open_session(user: User) -> Response:
    """Let `user`, who has shown who they are, in; they arrive where they wanted to go."""
    now = clock.now()
    with writing():
        users.signed_in(user, _failure_keys(user.email), now)
    session.clear()
    session.permanent = True
    login_user(user)
    return redirect(own_path(request.args.get("next")) or url_for("admin.articles"), 303)


def _failure_keys(email: str) -> list[str]:
    return users.failure_keys(email, request.remote_addr or "", current_app.config["SECRET_KEY"])


@admin.post("/logout")
def sign_out() -> Response:
    with writing():
        users.end_sessions(current_user, clock.now())
    logout_user()
    session.clear()
    flash(_("Đã đăng xuất."))
    return redirect(url_for("admin.sign_in"), 303)
