from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from newsapp import clock
from newsapp.admin.forms.days import DayField
from newsapp.oversight import periods
from newsapp.oversight.periods import Period

_CHOICES = [
    SelectChoice(periods.MONTH, _l("Tháng")),
    SelectChoice(periods.QUARTER, _l("Quý")),
    SelectChoice(periods.YEAR, _l("Năm")),
    SelectChoice(periods.DAYS, _l("Tự chọn ngày")),
]


class ReportForm(FlaskForm):
    """Which period to tell of; sent in the address. A month, quarter or year is named by any day in it."""

    class Meta:
        csrf = False

    period = SelectField(_l("Kỳ"), choices=_CHOICES, default=periods.MONTH)
    since = DayField(_l("Từ ngày"), may_be_to_come=True)
    until = DayField(_l("Đến ngày"), may_be_to_come=True)

    def chosen(self) -> Period:
        """What was asked for, after validate(); this month where that is nothing that can be."""
        today = clock.local_date(clock.now())
        name = self.period.data if not self.period.errors else periods.MONTH
        first = _given(self.since) or today
        if name != periods.DAYS:
            return periods.around(name, first)
        last = _given(self.until) or max(today, first)
        if last < first:
            self.until.errors = [_("Ngày cuối đứng trước ngày đầu.")]
            return periods.around(periods.MONTH, today)
        return Period(periods.DAYS, first, last)


def _given(field: DayField) -> date | None:
    return field.day if not field.errors else None
