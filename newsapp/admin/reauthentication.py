"""Asking a signed-in user for the password again, before changes to the account."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Field

from newsapp.accounts import throttle
from newsapp.admin.sign_in import counts_of_guesses, is_password, too_many_failures


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
