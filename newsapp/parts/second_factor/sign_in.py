"""The second step of signing in: the page that asks for the code."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import throttle, users
from newsapp.accounts.models import User
from newsapp.admin.access import open_to_strangers
from newsapp.admin.sign_in import counts_of_guesses, open_session, too_many_failures
from newsapp.database import writing
from newsapp.parts.second_factor import factors, requirement, staff
from newsapp.parts.second_factor.forms import CodeForm
from newsapp.web import known_browsers
from newsapp.web.urls import own_path

FIRST_STEP = "first step"
"""The session's key for (session id, Unix time) of who has given the password and not the code."""
FIRST_STEP_SECONDS = 600


def ask_for_code(user: User, destination: str | None) -> Response | None:
    """Lead a user who gave the password to the code page; None where nothing more is needed."""
    if not factors.is_on(user):
        return _remind(user, destination) if requirement.is_required(user) else None
    session.clear()
    session[FIRST_STEP] = [user.get_id(), int(clock.now().timestamp())]
    return redirect(url_for("admin.second_factor.sign_in_code", next=destination), 303)


def _remind(user: User, destination: str | None) -> Response:
    """Open a session that knows by when the user is to turn the second factor on."""
    response = open_session(user, destination)
    with writing():
        requirement.note_due(user, at=clock.now())
    return response


@staff.route("/login/code", methods=["GET", "POST"])
@open_to_strangers
def sign_in_code() -> str | Response | tuple[str, int]:
    destination = own_path(request.args.get("next"))
    user = _user_after_first_step()
    if user is None:
        flash(_("Hãy nhập lại email và mật khẩu."))
        return redirect(url_for("admin.sign_in", next=destination), 303)
    form, is_locked = CodeForm(), False
    if form.validate_on_submit():
        try:
            if _is_right(user, form.code.data):
                return open_session(user, destination)
            form.code.errors = [_("Mã không đúng, đã hết hạn hoặc đã được dùng.")]
        except throttle.TooManyFailures as error:
            form.code.errors, is_locked = [too_many_failures(error)], True
    page = render_template("second_factor/sign_in.html", form=form)
    return page, 429 if is_locked else 422 if form.errors else 200


def _user_after_first_step() -> User | None:
    session_id, since = session.get(FIRST_STEP) or ("", 0)
    is_recent = clock.now().timestamp() - since < FIRST_STEP_SECONDS
    return users.by_session_id(session_id) if is_recent else None


def _is_right(user: User, code: str) -> bool:
    """Raises TooManyFailures."""
    counts = counts_of_guesses().of_code(user.id, known_browsers.key_of(user.id))
    now = clock.now()
    with writing():
        throttle.begin_guess(counts, now)
        is_right = factors.accept(user, code, at=now)
        if is_right:
            throttle.forget_guesses(counts)
    return is_right
