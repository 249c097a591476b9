from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

_TOO_LONG = _l("Nội dung này dài quá giới hạn.")


class IdentityForm(FlaskForm):
    name = StringField(
        _l("Tên cơ quan"), [InputRequired(_l("Hãy nhập tên cơ quan.")), Length(max=200, message=_TOO_LONG)]
    )
    parent_body = StringField(_l("Cơ quan chủ quản"), [Length(max=200, message=_TOO_LONG)])
    address = StringField(_l("Địa chỉ"), [Length(max=300, message=_TOO_LONG)])
    phone = StringField(_l("Điện thoại"), [Length(max=100, message=_TOO_LONG)])
    email = StringField(_l("Email"), [Length(max=254, message=_TOO_LONG)])
    responsible = StringField(_l("Chịu trách nhiệm nội dung"), [Length(max=200, message=_TOO_LONG)])
    licence = StringField(_l("Giấy phép"), [Length(max=300, message=_TOO_LONG)])
