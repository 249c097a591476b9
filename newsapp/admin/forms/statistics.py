from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

MOST = 10**12


class InitialForm(FlaskForm):
    visits = IntegerField(
        _l("Số lượt truy cập ban đầu"),
        [
            InputRequired(_l("Hãy nhập một số.")),
            NumberRange(min=0, max=MOST, message=_l("Hãy nhập một số từ 0 đến %(max)s.")),
        ],
    )
