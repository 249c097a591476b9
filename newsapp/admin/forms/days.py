"""A field for a calendar day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from newsapp import clock

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")

EARLIEST_YEAR, LATEST_YEAR = 1900, 2999
"""A year outside is a slip of the finger: 0202 for 2020."""


class DayField(StringField):
    """A day as people here write it, 20/05/2020; 2020-05-20 is understood too. `day` is the date, or None."""

    day: date | None = None

    def __init__(self, *args: Any, may_be_to_come: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self._may_be_to_come = may_be_to_come

    def process_data(self, value: date | None) -> None:
        self.day = value
        self.data = value.strftime("%d/%m/%Y") if value else ""

    def pre_validate(self, form: Any) -> None:
        self.day = None
        if not (text := (self.data or "").strip()):
            return
        if not (match := _DAY.fullmatch(text)):
            raise ValidationError(_("Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 20/05/2020."))
        d, m, y, y2, m2, d2 = match.groups()
        try:
            self.day = date(int(y or y2), int(m or m2), int(d or d2))
        except ValueError:
            raise ValidationError(_("Không có ngày %(day)s trong lịch.", day=text)) from None
        if not EARLIEST_YEAR <= self.day.year <= LATEST_YEAR:
            raise ValidationError(_("Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 20/05/2020."))
        if not self._may_be_to_come and self.day > clock.local_date(clock.now()):
            raise ValidationError(_("Ngày này không thể ở tương lai."))
