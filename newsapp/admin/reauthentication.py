"""Asking a signed-in user for the password again, before changes to accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Field

from newsapp import clock
from newsapp.accounts import sessions, throttle
from newsapp.admin.forms.accounts import ConfirmationForm
from newsapp.admin.sign_in import counts_of_guesses, is_password, too_many_failures

CONFIRMED_FOR = timedelta(minutes=15)
CONFIRMED_AT = "confirmed at"
"""The session's key for the Unix time at which the user gave the password again."""

Parameters = ParamSpec("Parameters")
Page = TypeVar("Page")


def is_own_password(field: Field) -> bool:
    """Whether `field` holds the user's password. If not, adds the error to the field.

    Guesses are counted by session: strangers who guess elsewhere do not slow them.
    """
    user = current_user._get_current_object()
    counts = counts_of_guesses().of_known(user.email, f"session {user.get_id()}")
    try:
        if is_password(user, field.data or "", counts):
            return True
    except throttle.TooManyFailures as error:
        field.errors = [too_many_failures(error)]
    else:
        field.errors = [_("Mật khẩu hiện tại không đúng.")]
    return False


def needs_recent_password(
    view: Callable[Parameters, Page],
) -> Callable[Parameters, Page | tuple[str, int]]:
    """Let a POST reach the view only where the session has given the password lately.

    Otherwise a page asks for it, and sends the form again with it.
    """

    @wraps(view)
    def confirmed(
        *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Page | tuple[str, int]:
        if request.method == "POST" and not _has_confirmed():
            form = ConfirmationForm()
            is_answer = form.own_password.name in request.form
            if not is_answer or not form.validate() or not is_own_password(form.own_password):
                return _question(form)
            session[CONFIRMED_AT] = int(clock.now().timestamp())
        return view(*arguments, **named)

    return confirmed


def _has_confirmed() -> bool:
    """Whether the user has signed in or confirmed here within CONFIRMED_FOR."""
    own, now = sessions.current(current_user), clock.now()
    if own is not None and now - own.started_at < CONFIRMED_FOR:
        return True
    return bool(now.timestamp() - session.get(CONFIRMED_AT, 0) < CONFIRMED_FOR.total_seconds())


def _question(form: ConfirmationForm) -> tuple[str, int]:
    own = {form.own_password.name, form.csrf_token.name}
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in own]
    is_own_account = request.path.startswith(url_for("admin.account"))
    back = url_for("admin.account" if is_own_account else "admin.people")
    page = render_template("admin/confirmation.html", form=form, sent=sent, back=back)
    return page, 422 if form.errors else 403
