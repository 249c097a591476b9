from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import InputRequired


class SignInForm(FlaskForm):
    email = EmailField(_l("Email"), [InputRequired(_l("Hãy nhập email."))])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Hãy nhập mật khẩu."))])


class CodeForm(FlaskForm):
    code = StringField(_l("Mã xác thực"), [InputRequired(_l("Hãy nhập mã."))])


class OwnPasswordForm(FlaskForm):
    """What is only done by who knows the password, not by who found a browser open."""

    password = PasswordField(_l("Mật khẩu của bạn"), [InputRequired(_l("Hãy nhập mật khẩu."))])
