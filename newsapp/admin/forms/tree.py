"""For rows that staff sort, some below another: categories, entries of the menu."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import abort, request
from flask_babel import gettext as _
from wtforms import SelectField
from wtforms.validators import ValidationError

STEPS = {"up": -1, "down": 1}


def requested_step() -> int:
    """Which way a button of components/_order.html moves a row."""
    return STEPS.get(request.form.get("step", "")) or abort(400)


class ParentField(SelectField):
    """The parent of a row. message: for a parent that is not offered."""

    def __init__(self, label: object, message: object, **more: Any) -> None:
        super().__init__(label, coerce=int, validate_choice=False, **more)
        self.message = message

    def offer(self, parents: Iterable[tuple[int, str]]) -> None:
        self.choices = [(0, _("(cấp một)")), *parents]

    @property
    def chosen(self) -> int | None:
        """The number of the parent; None on the first level."""
        return self.data or None

    def pre_validate(self, form: Any) -> None:
        if (self.data or 0) not in [number for number, _name in self.choices]:
            raise ValidationError(self.message)
