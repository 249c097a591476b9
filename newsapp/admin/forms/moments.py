"""A field for a moment: a day and a time on the site's own clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from newsapp import clock

_MOMENT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ ,]+(\d{1,2})(?:[:h.](\d{2})?)?")
YEARS = range(1990, 2200)


class MomentField(StringField):
    """A moment as people here write it, 25/11/2026 08:00. `moment` is None where nothing is typed.

    is_changed: whether that is another than the page showed, so that a form sent late undoes nobody's work.
    """

    moment: datetime | None = None
    shown: datetime | None = None

    def process_data(self, value: datetime | None) -> None:
        self.shown = self.moment = value
        self.data = written(value)

    @property
    def is_changed(self) -> bool:
        return bool(self.moment != self.shown)

    def pre_validate(self, form: Any) -> None:
        text = " ".join((self.data or "").split())
        if text == written(self.shown):
            self.moment = self.shown  # the seconds that are not written stay
            return
        self.moment = None
        if not text:
            return
        if not (match := _MOMENT.fullmatch(text)) or int(match[3]) not in YEARS:
            raise ValidationError(_("Hãy viết ngày và giờ, ví dụ 25/11/2026 08:00."))
        day, month, year, hour, minute = (int(part or 0) for part in match.groups())
        try:
            self.moment = datetime(year, month, day, hour, minute, tzinfo=clock.zone()).astimezone(UTC)
        except ValueError:
            raise ValidationError(_("Không có thời điểm %(moment)s.", moment=text)) from None


def written(moment: datetime | None) -> str:
    return moment.astimezone(clock.zone()).strftime("%d/%m/%Y %H:%M") if moment else ""
