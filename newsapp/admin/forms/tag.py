from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired


class TagForm(FlaskForm):
    name = StringField(_l("Từ khóa"), [InputRequired(_l("Hãy nhập một từ khóa, không có dấu phẩy."))])
