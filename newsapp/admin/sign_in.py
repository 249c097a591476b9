"""Signing in and out."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import passwords, sessions, throttle, users
from newsapp.accounts.models import User
from newsapp.admin import admin
from newsapp.admin.access import allows, open_to_strangers
from newsapp.admin.forms.accounts import SignInForm
from newsapp.database import writing
from newsapp.registry import registry
from newsapp.web import known_browsers
from newsapp.web.body_limits import may_send_large_form
from newsapp.web.urls import own_path

ACCOUNT_CLOSED = _l("Tài khoản này đã bị khóa. Hãy liên hệ quản trị viên.")


@admin.route("/login", methods=["GET", "POST"])
@open_to_strangers
def sign_in() -> Response | tuple[str, int]:
    if current_user.is_authenticated:
        return redirect(url_for("admin.home"))
    form, status = SignInForm(), 200
    if form.validate_on_submit():
        user = users.by_email(form.email.data)
        try:
            if not is_password(user, form.password.data, _counts(form.email.data, user)):
                form.email.errors, status = [_("Email hoặc mật khẩu không đúng.")], 422
            elif user is not None and not user.is_disabled:
                return finish_sign_in(user)
            else:
                form.email.errors, status = [str(ACCOUNT_CLOSED)], 422
        except throttle.TooManyFailures as error:
            form.email.errors, status = [too_many_failures(error)], 429
    elif form.errors:
        status = 422
    return render_template("admin/sign_in.html", form=form), status


@admin.get("/large-form")
@open_to_strangers
def large_form() -> tuple[str, int]:
    """Whether nginx shall take a large form from the browser that asks: 204, or 403."""
    return "", 204 if may_send_large_form() else 403


def is_password(user: User | None, password: str, counts: Sequence[throttle.Count]) -> bool:
    """Whether `password` is the user's. Raises TooManyFailures."""
    with writing():
        throttle.begin_guess(counts, clock.now())
    if not passwords.verify(user.password_hash if user else None, password):
        if user is not None:
            with writing():
                users.record_failure(user, clock.now())
        return False
    with writing():
        throttle.forget_guesses(counts)
        if user is not None:
            users.renew_hash(user, password)
    return True


def counts_of_guesses() -> throttle.Counts:
    return throttle.Counts(current_app.config["SECRET_KEY"])


def too_many_failures(error: throttle.TooManyFailures) -> str:
    return str(_("Đã sai quá nhiều lần. Hãy thử lại sau %(seconds)s giây.", seconds=error.wait))


def _counts(email: str, user: User | None) -> list[throttle.Count]:
    browser = known_browsers.key_of(user.id) if user is not None else ""
    counts = counts_of_guesses()
    if browser:
        return counts.of_known(email, browser)
    return counts.of_stranger(email, request.remote_addr or "")


def finish_sign_in(user: User) -> Response:
    """Open a session for a user with the right password, or ask for the second step."""
    destination = own_path(request.args.get("next"))
    ask_second_step = registry().second_step
    question = ask_second_step(user, destination) if ask_second_step else None
    return question or open_session(user, destination)


def open_session(user: User, destination: str | None) -> Response:
    now = clock.now()
    failures = users.failures_since_last_sign_in(user)
    with writing():
        users.record_sign_in(user, now)
        sessions.start(user, request.user_agent.string, at=now)
    session.clear()
    session.permanent = True
    login_user(user)
    if failures:
        flash(_("Số lần nhập sai mật khẩu từ lần đăng nhập trước: %(count)s.", count=failures))
    response = redirect(destination or url_for("admin.home"), 303)
    known_browsers.remember(response, user.id)
    return response


@admin.post("/logout")
@allows("account.own")
def sign_out() -> Response:
    with writing():
        own = sessions.current(current_user)
        if own is not None:
            sessions.end(own, current_user, clock.now())
    logout_user()
    session.clear()
    flash(_("Đã đăng xuất."))
    response = redirect(url_for("admin.sign_in"), 303)
    # the cookies that stay say nothing about who was signed in, or are the reader's own choices
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
