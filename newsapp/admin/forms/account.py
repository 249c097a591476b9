from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired


class PasswordForm(FlaskForm):
    current = PasswordField(_l("Mật khẩu hiện tại"), [InputRequired(_l("Hãy nhập mật khẩu hiện tại."))])
    new = PasswordField(_l("Mật khẩu mới"), [InputRequired(_l("Hãy nhập mật khẩu mới."))])
    again = PasswordField(
        _l("Nhập lại mật khẩu mới"), [EqualTo("new", _l("Hai lần nhập mật khẩu mới không giống nhau."))]
    )
