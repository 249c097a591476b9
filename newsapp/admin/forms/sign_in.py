from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired


class SignInForm(FlaskForm):
    email = EmailField(_l("Email"), [InputRequired(_l("Hãy nhập email."))])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Hãy nhập mật khẩu."))])
