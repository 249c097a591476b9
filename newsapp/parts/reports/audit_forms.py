from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, SearchField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional

from newsapp import clock
from newsapp.admin.forms import narrowing
from newsapp.admin.forms.days import DayField
from newsapp.audit import ACTIONS
from newsapp.parts.reports import audit_messages
from newsapp.parts.reports.audit_log import COMMAND_LINE, Filter
from newsapp.registry import registry
from newsapp.text_cleaning import clean_text

HIGHEST_NUMBER = 2**31 - 1


class AuditForm(FlaskForm):
    """Which events to show, sent in the address."""

    class Meta:
        csrf = False

    actor = SelectField(_l("Người thực hiện"), default="")
    action = SelectField(_l("Thao tác"), default="")
    object = SelectField(_l("Đối tượng"), default="")
    number = IntegerField(
        _l("Số"), [Optional(), NumberRange(1, HIGHEST_NUMBER, _l("Hãy nhập một số từ 1."))]
    )
    since = DayField(_l("Từ ngày"), may_be_to_come=True)
    until = DayField(_l("Đến ngày"), may_be_to_come=True)
    text = SearchField(
        _l("Tìm trong nhật ký"),
        [Length(max=100, message=_l("Nội dung này dài quá giới hạn."))],
        filters=[lambda text: clean_text(text or "")],
    )

    def __init__(self, arguments: MultiDict[str, str], names: Mapping[int, str]) -> None:
        """names: everybody who can be an actor, by id."""
        super().__init__(arguments)
        people = sorted(names.items(), key=lambda person: person[1].casefold())
        targets = registry().audit_targets.items()
        self.actor.choices = [
            SelectChoice("", _("Mọi người")),
            *(SelectChoice(str(number), name) for number, name in people),
            SelectChoice(str(COMMAND_LINE), _("Dòng lệnh của máy chủ")),
        ]
        self.action.choices = [
            SelectChoice("", _("Mọi thao tác")),
            *(SelectChoice(action, audit_messages.label(action)) for action in ACTIONS),
        ]
        self.object.choices = [
            SelectChoice("", _("Mọi đối tượng")),
            *(SelectChoice(kind, str(target.label)) for kind, target in targets),
        ]

    def summary(self) -> list[str]:
        """What the events are filtered by, except for the text."""
        words = [narrowing.chosen(field) for field in (self.actor, self.action, self.object)]
        if number := self._valid(self.number):
            words.append(f"{self.number.label.text} {number}")
        return [word for word in (*words, *narrowing.days(self.since, self.until)) if word]

    def filter(self) -> Filter:
        """Call it after validate(). Fields with errors are ignored."""
        actor = self._valid(self.actor)
        return Filter(
            actor=int(actor) if actor else None,
            action=self._valid(self.action) or "",
            target_type=self._valid(self.object) or "",
            target_id=self._valid(self.number),
            since=_midnight(self.since, 0),
            until=_midnight(self.until, 1),
            text=self._valid(self.text) or "",
        )

    def _valid(self, field: Any) -> Any:
        """The field's value; None if it is empty or has an error."""
        return None if field.errors else field.data or None


def _midnight(field: DayField, days_later: int) -> datetime | None:
    """When the field's day, or one so many days later, begins in the site's time zone."""
    if field.day is None or field.errors:
        return None
    return clock.start_of_day(field.day + timedelta(days=days_later))
