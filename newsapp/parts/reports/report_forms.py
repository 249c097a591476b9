from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from newsapp import clock
from newsapp.admin.forms.days import DayField
from newsapp.parts.reports import periods
from newsapp.parts.reports.periods import Period

_CHOICES = [
    SelectChoice(periods.MONTH, _l("Tháng")),
    SelectChoice(periods.QUARTER, _l("Quý")),
    SelectChoice(periods.YEAR, _l("Năm")),
    SelectChoice(periods.DAYS, _l("Tự chọn ngày")),
]


class ReportForm(FlaskForm):
    """The period, sent in the address. Any day names its month, quarter or year."""

    class Meta:
        csrf = False

    period = SelectField(_l("Kỳ"), choices=_CHOICES, default=periods.MONTH)
    since = DayField(_l("Từ ngày"), may_be_to_come=True)
    until = DayField(_l("Đến ngày"), may_be_to_come=True)

    def chosen_period(self) -> Period:
        """Call it after validate(). A field with an error counts as empty; empty is this month."""
        today = clock.local_date(clock.now())
        name = periods.MONTH if self.period.errors else self.period.data
        first = today if self.since.errors else self.since.day or today
        if name != periods.DAYS:
            return periods.around(name, first)
        last = None if self.until.errors else self.until.day
        last = last or max(today, first)
        if last < first:
            self.until.errors = [_("Ngày cuối đứng trước ngày đầu.")]
            return periods.around(periods.MONTH, today)
        return Period(periods.DAYS, first, last)
