from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.validators import ValidationError

from newsapp.site.menu import Kind

Choices = Sequence[tuple[int, str]]


class _BelowForm(FlaskForm):
    """An entry's own name, and what it stands below."""

    label = StringField(_l("Tên trên menu"))
    parent_id = SelectField(_l("Đứng dưới mục"), coerce=int, validate_choice=False)

    def __init__(self, parents: Choices, **defaults: Any) -> None:
        super().__init__(**defaults)
        self.parent_id.choices = [(0, _("(cấp một)")), *parents]

    def validate_parent_id(self, field: Field) -> None:
        if (field.data or 0) not in [number for number, _name in self.parent_id.choices]:
            raise ValidationError(_("Hãy chọn một mục trong danh sách."))


class EntryForm(_BelowForm):
    """For an entry that is there."""


class NewEntryForm(_BelowForm):
    """target: "category-5", "page-7", "home" and so on; "link" takes the address beside it."""

    target = SelectField(_l("Dẫn đến"), validate_choice=False)
    address = StringField(_l("Địa chỉ liên kết ngoài"))

    def __init__(self, parents: Choices, targets: dict[str, Sequence[tuple[str, str]]], **defaults: Any) -> None:
        super().__init__(parents, **defaults)
        self.target.choices = targets

    def validate_target(self, field: Field) -> None:
        offered = [value for group in self.target.choices.values() for value, _name in group]
        if field.data not in offered:
            raise ValidationError(_("Hãy chọn nơi mục dẫn đến."))

    @property
    def kind(self) -> Kind:
        return Kind(self.target.data.partition("-")[0])

    @property
    def target_id(self) -> int | None:
        number = self.target.data.partition("-")[2]
        return int(number) if number else None
