from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SearchField, SelectField
from wtforms.validators import Length, NumberRange, Optional

from newsapp import clock
from newsapp.admin.forms.days import DayField
from newsapp.characters import clean_text
from newsapp.oversight.audit_log import Wanted

ANYTHING = ""
HIGHEST = 2**31 - 1


class AuditForm(FlaskForm):
    """What to look for in the audit log; sent in the address."""

    class Meta:
        csrf = False

    actor = SelectField(_l("Người làm"), default=ANYTHING)
    action = SelectField(_l("Việc"), default=ANYTHING)
    object = SelectField(_l("Đối tượng"), default=ANYTHING)
    number = IntegerField(_l("Số"), [Optional(), NumberRange(1, HIGHEST, _l("Hãy nhập một số từ 1."))])
    since = DayField(_l("Từ ngày"), may_be_to_come=True)
    until = DayField(_l("Đến ngày"), may_be_to_come=True)
    text = SearchField(
        _l("Có chữ"),
        [Length(max=100, message=_l("Nội dung này dài quá giới hạn."))],
        filters=[lambda typed: clean_text(typed or "")],
    )

    def wanted(self) -> Wanted:
        """What was asked for; a field that is wrong narrows nothing."""
        return Wanted(
            actor=int(self.actor.data) if self._given(self.actor) else None,
            action=self.action.data if self._given(self.action) else "",
            target_type=self.object.data if self._given(self.object) else "",
            target_id=self.number.data if self._given(self.number) else None,
            since=_midnight(self.since, 0),
            until=_midnight(self.until, 1),
            text=self.text.data if self._given(self.text) else "",
        )

    def _given(self, field: Any) -> bool:
        return bool(field.data) and not field.errors


def _midnight(field: DayField, later: int) -> datetime | None:
    """When the day begins where the agency is, or so many days after it."""
    if field.day is None or field.errors:
        return None
    return datetime.combine(field.day + timedelta(days=later), time(), clock.zone())
