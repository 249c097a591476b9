from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.validators import ValidationError

from newsapp.admin.forms.tree import ParentField

Choices = Sequence[tuple[int, str]]


class EntryForm(FlaskForm):
    """For an entry that is there."""

    label = StringField(_l("Tên trên menu"))
    parent_id = ParentField(_l("Mục cấp trên"), _l("Hãy chọn một mục trong danh sách."))

    def __init__(self, parents: Choices, **defaults: Any) -> None:
        super().__init__(**defaults)
        self.parent_id.offer(parents)


class NewEntryForm(EntryForm):
    """target: "category-5", "page-7", "home" and so on; "link" takes the address beside it."""

    target = SelectField(_l("Dẫn đến"), validate_choice=False)
    address = StringField(_l("Địa chỉ liên kết ngoài"))

    def __init__(
        self, parents: Choices, targets: Mapping[str, Sequence[tuple[str, object]]]
    ) -> None:
        super().__init__(parents)
        self.target.choices = targets

    def validate_target(self, field: Field) -> None:
        offered = [value for group in self.target.choices.values() for value, _name in group]
        if field.data not in offered:
            raise ValidationError(_("Hãy chọn nơi mục dẫn đến."))

    @property
    def kind(self) -> str:
        kind: str = self.target.data.partition("-")[0]
        return kind

    @property
    def number(self) -> int | None:
        number = self.target.data.partition("-")[2]
        return int(number) if number else None
