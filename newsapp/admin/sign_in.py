"""Signing in and out."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import passwords, second_factor, users
from newsapp.accounts.models import User
from newsapp.admin import admin
from newsapp.admin.forms.sign_in import CodeForm, SignInForm
from newsapp.database import writing
from newsapp.web.addresses import own_path

HALF_WAY, HALF_WAY_SECONDS = "half way", 600
"""Where the session keeps who has given the password and not yet the code, and how long that holds."""
TOO_MANY = _l("Đã sai quá nhiều lần. Hãy chờ mười lăm phút rồi thử lại.")


@admin.route("/login", methods=["GET", "POST"])
def sign_in() -> str | Response | tuple[str, int]:
    if current_user.is_authenticated:
        return redirect(url_for("admin.home"))
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("admin/sign_in.html", form=form), 422 if form.errors else 200

    now = clock.now()
    email = form.email.data or ""
    keys = failure_keys(email)
    try:
        users.check_failures(keys, now)
    except users.TooManyFailures:
        form.email.errors = [TOO_MANY]
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
    return welcome(user)


def welcome(user: User) -> Response:
    """Let `user`, whose password was right or is new, in: at once, or to the question for a code."""
    where = own_path(request.args.get("next"))
    if not second_factor.is_on(user):
        return _open_session(user, where)
    session.clear()
    session[HALF_WAY] = [user.get_id(), int(clock.now().timestamp())]
    return redirect(url_for("admin.sign_in_code", next=where), 303)


@admin.route("/login/code", methods=["GET", "POST"])
def sign_in_code() -> str | Response | tuple[str, int]:
    """The second step, for who has passed the first one lately."""
    if (user := _half_signed_in()) is None:
        flash(_("Hãy nhập lại email và mật khẩu."))
        return redirect(url_for("admin.sign_in", next=own_path(request.args.get("next"))), 303)
    form = CodeForm()
    if form.validate_on_submit():
        try:
            if _is_right(user, form.code.data or ""):
                return _open_session(user, own_path(request.args.get("next")))
        except users.TooManyFailures:
            form.code.errors = [TOO_MANY]
            return render_template("admin/sign_in_code.html", form=form), 429
        form.code.errors = [_("Mã không đúng, đã hết hạn hoặc đã được dùng.")]
    return render_template("admin/sign_in_code.html", form=form), 422 if form.errors else 200


def failure_keys(account: str) -> list[str]:
    return users.failure_keys(account, request.remote_addr or "", current_app.config["SECRET_KEY"])


def _half_signed_in() -> User | None:
    number, at = session.get(HALF_WAY) or ("", 0)
    return users.by_session_id(number) if clock.now().timestamp() - at < HALF_WAY_SECONDS else None


def _is_right(user: User, code: str) -> bool:
    """Failures are looked at and counted under one lock: many guesses at once are no more than one after another.

    Raises TooManyFailures.
    """
    now, keys = clock.now(), failure_keys(f"code {user.id}")
    with writing():
        users.check_failures(keys, now)
        is_right = second_factor.take(user, code, site_key=current_app.config["SECRET_KEY"], at=now)
        if not is_right:
            users.count_failure(keys, now)
    return is_right


def _open_session(user: User, where: str | None) -> Response:
    now = clock.now()
    with writing():
        users.signed_in(user, failure_keys(user.email), now)
    session.clear()
    session.permanent = True
    login_user(user)
    return redirect(where or url_for("admin.home"), 303)


@admin.post("/logout")
def sign_out() -> Response:
    with writing():
        users.end_sessions(current_user, clock.now())
    logout_user()
    session.clear()
    flash(_("Đã đăng xuất."))
    return redirect(url_for("admin.sign_in"), 303)
