"""A field for a calendar day."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from newsapp import clock
from newsapp.date_parsing import NotUnderstood, read_day, written_day


class DayField(StringField):
    """A day as people write it (date_parsing); the field shows how `day` was understood."""

    day: date | None = None

    def __init__(self, *args: Any, may_be_to_come: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self._may_be_to_come = may_be_to_come

    def process_data(self, value: date | None) -> None:
        self.day = value
        self.data = written_day(value)

    def pre_validate(self, form: Any) -> None:
        self.day = None
        if not (text := (self.data or "").strip()):
            return
        try:
            day = read_day(text)
        except NotUnderstood as reason:
            raise ValidationError(str(reason)) from None
        self.day, self.data = day, written_day(day)
        if not self._may_be_to_come and day > clock.local_date(clock.now()):
            raise ValidationError(_("Ngày này không thể ở tương lai."))
