from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from newsapp.admin.forms.tree import ParentField
from newsapp.categories.models import Category


class CategoryForm(FlaskForm):
    name = StringField(
        _l("Tên chuyên mục"),
        [
            InputRequired(_l("Hãy nhập tên chuyên mục.")),
            Length(max=100, message=_l("Tên chuyên mục dài quá %(max)d ký tự.")),
        ],
    )
    description = StringField(
        _l("Mô tả"), [Length(max=300, message=_l("Mô tả dài quá 300 ký tự."))]
    )
    parent_id = ParentField(_l("Chuyên mục cấp trên"), _l("Hãy chọn chuyên mục."))

    def __init__(self, parents: Sequence[Category], **defaults: Any) -> None:
        super().__init__(**defaults)
        self.parent_id.offer((parent.id, parent.name) for parent in parents)


class CategoryEditForm(CategoryForm):
    moves_address = BooleanField(
        _l("Đổi cả địa chỉ trang theo tên (địa chỉ cũ tự dẫn sang địa chỉ mới)")
    )
    is_hidden = BooleanField(_l("Ẩn khỏi menu và trang chủ"))


class MergeForm(FlaskForm):
    """expected: the number of articles that the page showed."""

    into = SelectField(_l("Gộp vào"), coerce=int, validate_choice=False)
    expected = HiddenField()

    def __init__(self, others: Sequence[Any], **defaults: Any) -> None:
        super().__init__(**defaults)
        self.into.choices = [(0, _("(hãy chọn)")), *((other.id, other.name) for other in others)]

    def validate_into(self, field: Field) -> None:
        if not field.data or field.data not in [number for number, _name in self.into.choices]:
            raise ValidationError(_("Hãy chọn nơi gộp vào."))

    @property
    def confirmed_count(self) -> int:
        """The number that the person confirmed; -1 if it is not a number."""
        count = str(self.expected.data or "")
        return int(count) if count.isascii() and count.isdigit() and len(count) < 10 else -1
