"""The chosen filters of a list in words, which the closed fold shows."""

from __future__ import annotations

from flask_babel import gettext as _
from wtforms import SelectField

from newsapp.admin.forms.days import DayField


def chosen(field: SelectField) -> str:
    """The label of the chosen value; "" for none, or for one that is not offered."""
    labels = {value: str(label) for value, label, *_more in field.iter_choices()}
    return labels.get(field.data, "") if field.data else ""


def days(since: DayField, until: DayField) -> list[str]:
    words = []
    if since.day:
        words.append(str(_("từ %(day)s", day=since.day.strftime("%d/%m/%Y"))))
    if until.day:
        words.append(str(_("đến %(day)s", day=until.day.strftime("%d/%m/%Y"))))
    return words
