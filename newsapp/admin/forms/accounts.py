"""The forms for signing in, passwords and people."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length, ValidationError

from newsapp.accounts import passwords
from newsapp.accounts.membership import LONGEST_NAME
from newsapp.accounts.models import Role, User
from newsapp.site import identity

ROLES = {
    Role.WRITER: _l("Người viết"),
    Role.EDITOR: _l("Biên tập viên"),
    Role.ADMINISTRATOR: _l("Quản trị viên"),
}
_CHOICES = [SelectChoice(str(role), name) for role, name in ROLES.items()]
_NAME = [
    InputRequired(_l("Hãy nhập họ và tên.")),
    Length(max=LONGEST_NAME, message=_l("Tên dài quá %(max)d ký tự.")),
]
_DIFFERENT = _l("Hai lần nhập mật khẩu mới không giống nhau.")


class PasswordForm(FlaskForm):
    """A form with a new password for `user`."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = (user.email, user.name, identity.read().name)


def acceptable_password(form: PasswordForm, field: Field) -> None:
    try:
        passwords.check(field.data, form.known)
    except passwords.WeakPassword as error:
        raise ValidationError(str(error)) from None


_NEW_PASSWORD = [InputRequired(_l("Hãy nhập mật khẩu mới.")), acceptable_password]


class SignInForm(FlaskForm):
    email = EmailField(_l("Email"), [InputRequired(_l("Hãy nhập email."))])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Hãy nhập mật khẩu."))])


class ChangePasswordForm(PasswordForm):
    current = PasswordField(
        _l("Mật khẩu hiện tại"), [InputRequired(_l("Hãy nhập mật khẩu hiện tại."))]
    )
    new = PasswordField(_l("Mật khẩu mới"), _NEW_PASSWORD)
    again = PasswordField(_l("Nhập lại mật khẩu mới"), [EqualTo("new", _DIFFERENT)])


class ConfirmationForm(FlaskForm):
    """Sent with the fields of another form, so its name is none of theirs."""

    own_password = PasswordField(
        _l("Mật khẩu của bạn"), [InputRequired(_l("Hãy nhập mật khẩu của bạn."))]
    )


class NewPasswordForm(PasswordForm):
    password = PasswordField(_l("Mật khẩu mới"), _NEW_PASSWORD)
    again = PasswordField(_l("Nhập lại mật khẩu mới"), [EqualTo("password", _DIFFERENT)])


class AcceptanceForm(NewPasswordForm):
    name = StringField(_l("Họ và tên"), _NAME)


class InvitationForm(FlaskForm):
    email = EmailField(_l("Email"), [InputRequired(_l("Hãy nhập email."))])
    name = StringField(_l("Họ và tên"), _NAME)
    role = SelectField(_l("Vai trò"), choices=_CHOICES, default=str(Role.WRITER))


class RoleForm(FlaskForm):
    role = SelectField(_l("Vai trò"), choices=_CHOICES)
