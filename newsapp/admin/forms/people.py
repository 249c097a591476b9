from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length

from newsapp.accounts.membership import LONGEST_NAME
from newsapp.accounts.models import Role

ROLES = {
    Role.WRITER: _l("Người viết"),
    Role.EDITOR: _l("Biên tập viên"),
    Role.ADMINISTRATOR: _l("Quản trị viên"),
}
_CHOICES = [SelectChoice(str(role), name) for role, name in ROLES.items()]
_NAME_TOO_LONG = Length(max=LONGEST_NAME, message=_l("Tên dài quá %(max)d ký tự."))


class RoleForm(FlaskForm):
    role = SelectField(_l("Vai trò"), choices=_CHOICES)


class InvitationForm(FlaskForm):
    email = EmailField(_l("Email"), [InputRequired(_l("Hãy nhập email."))])
    name = StringField(_l("Họ và tên"), [InputRequired(_l("Hãy nhập họ và tên.")), _NAME_TOO_LONG])
    role = SelectField(_l("Vai trò"), choices=_CHOICES, default=str(Role.WRITER))


class NewPasswordForm(FlaskForm):
    password = PasswordField(_l("Mật khẩu mới"), [InputRequired(_l("Hãy nhập mật khẩu mới."))])
    again = PasswordField(
        _l("Nhập lại mật khẩu mới"), [EqualTo("password", _l("Hai lần nhập mật khẩu mới không giống nhau."))]
    )


class AcceptanceForm(NewPasswordForm):
    name = StringField(_l("Họ và tên"), [InputRequired(_l("Hãy nhập họ và tên.")), _NAME_TOO_LONG])
