from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length


class AddressForm(FlaskForm):
    address = StringField(
        _l("Địa chỉ của trang"),
        [
            InputRequired(_l("Hãy nhập địa chỉ.")),
            Length(max=200, message=_l("Nội dung này dài quá %(max)d ký tự.")),
        ],
    )
