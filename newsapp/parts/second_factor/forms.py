from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired


class CodeForm(FlaskForm):
    code = StringField(_l("Mã xác thực"), [InputRequired(_l("Hãy nhập mã."))])


class OwnPasswordForm(FlaskForm):
    """Asked again, so that an open browser alone is not enough."""

    password = PasswordField(_l("Mật khẩu của bạn"), [InputRequired(_l("Hãy nhập mật khẩu."))])
