"""A field for a moment: a day and a time in the site's time zone."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from markupsafe import Markup
from wtforms import StringField
from wtforms.validators import ValidationError
from wtforms.widgets import DateTimeLocalInput, TextInput

from newsapp import clock
from newsapp.date_parsing import NotUnderstood, read_moment, written_moment

BEGIN_OF_DAY, END_OF_DAY = time(0, 0), time(23, 59)
"""The time where only a day is typed, for a beginning and for an end (inclusive)."""
SHOWN = "_shown"
"""The suffix of the hidden input's name."""


class _WithShown:
    """The input, and a hidden one with the value that the page showed."""

    def __call__(self, field: MomentField, **attributes: Any) -> Markup:
        hidden = Markup('<input type="hidden" name="{}" value="{}">')
        text = TextInput()(field, **attributes)
        control = Markup(text)  # noqa: S704 - a widget escapes its values itself
        return control + hidden.format(field.name + SHOWN, field.page_showed)


class MomentField(StringField):
    """A moment as people write it (date_parsing). `moment` is None if nothing is typed.

    day_alone: the time if only a day is typed. is_changed: whether it differs from what the page
    showed, so that a form sent late undoes nobody's work.
    """

    widget = _WithShown()
    moment: datetime | None = None
    shown: datetime | None = None
    page_showed = ""

    def __init__(self, *args: Any, day_alone: time = BEGIN_OF_DAY, **more: Any) -> None:
        super().__init__(*args, **more)
        self._day_alone = day_alone

    def process(self, formdata: Any, *args: Any, **more: Any) -> None:
        super().process(formdata, *args, **more)
        self.page_showed = written(self.shown)
        if formdata and self.name + SHOWN in formdata:
            self.page_showed = formdata[self.name + SHOWN]

    def process_data(self, value: datetime | None) -> None:
        self.shown = self.moment = value
        self.data = written(value)

    @property
    def is_changed(self) -> bool:
        return written(self.moment) != self.page_showed

    def pre_validate(self, form: Any) -> None:
        self.moment = None
        if not (text := (self.data or "").strip()):
            return
        try:
            moment = read_moment(text, clock.zone(), day_alone=self._day_alone)
        except NotUnderstood as reason:
            raise ValidationError(str(reason)) from None
        self.data = written(moment)
        is_as_shown = self.data == written(self.shown)
        self.moment = self.shown if is_as_shown else moment  # keeps the seconds, not written


class NativeMomentField(MomentField):
    """The same with the browser's own input for moments."""

    widget = DateTimeLocalInput()

    def _value(self) -> str:
        if not self.moment:
            return str(self.data or "")
        return f"{self.moment.astimezone(clock.zone()):%Y-%m-%dT%H:%M}"


def written(moment: datetime | None) -> str:
    return written_moment(moment, clock.zone())
