"""Asking for the password of who is signed in already, before what a stranger at their desk should not do."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Field

from newsapp import clock
from newsapp.accounts import passwords, users
from newsapp.admin.sign_in import TOO_MANY, failure_keys
from newsapp.database import writing


def is_own_password(field: Field) -> bool:
    """Whether `field` holds the password of who is signed in; else it says what is wrong. Counted as a sign-in is."""
    keys, now = failure_keys(current_user.email), clock.now()
    try:
        users.check_failures(keys, now)
    except users.TooManyFailures:
        field.errors = [TOO_MANY]
        return False
    if passwords.verify(current_user.password_hash, field.data or ""):
        return True
    with writing():
        users.count_failure(keys, now)
    field.errors = [_("Mật khẩu hiện tại không đúng.")]
    return False
