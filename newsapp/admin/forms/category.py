from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange


class CategoryForm(FlaskForm):
    name = StringField(_l("Tên chuyên mục"), [InputRequired(_l("Hãy nhập tên chuyên mục.")), Length(max=100)])
    description = StringField(_l("Mô tả"), [Length(max=300, message=_l("Mô tả dài quá 300 ký tự."))])


class CategoryEditForm(CategoryForm):
    position = IntegerField(
        _l("Thứ tự"),
        [InputRequired(_l("Hãy nhập một số.")), NumberRange(0, 9999, _l("Hãy nhập một số từ 0."))],
    )
