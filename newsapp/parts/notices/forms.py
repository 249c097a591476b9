"""The form of the notice."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, ValidationError

from newsapp import clock
from newsapp.admin.forms.moments import END_OF_DAY, NativeMomentField
from newsapp.articles import sanitise
from newsapp.parts.notices.models import LONGEST_ADDRESS, LONGEST_TEXT, NORMAL, URGENT, Notice
from newsapp.text_cleaning import clean_text

LEVELS = {NORMAL: _l("Thông báo"), URGENT: _l("Khẩn")}
_TOO_LONG = _l("Nội dung này dài quá %(max)d ký tự.")


def _one_line(text: str | None) -> str:
    return clean_text(text or "")


class NoticeForm(FlaskForm):
    text = StringField(
        _l("Nội dung"),
        [DataRequired(_l("Hãy nhập nội dung.")), Length(max=LONGEST_TEXT, message=_TOO_LONG)],
        filters=[_one_line],
    )
    address = StringField(
        _l("Dẫn đến"), [Length(max=LONGEST_ADDRESS, message=_TOO_LONG)], filters=[_one_line]
    )
    level = SelectField(
        _l("Mức"),
        [AnyOf(LEVELS, _l("Hãy chọn một mục trong danh sách."))],
        choices=[SelectChoice(value, name) for value, name in LEVELS.items()],
        validate_choice=False,
    )
    ends_at = NativeMomentField(_l("Hiện đến"), day_alone=END_OF_DAY)

    def validate_address(self, field: Field) -> None:
        if field.data and not sanitise.is_link_address(field.data):
            raise ValidationError(
                _("Hãy nhập địa chỉ bắt đầu bằng https://, http://, mailto:, tel: hoặc /.")
            )

    def validate_ends_at(self, field: Field) -> None:
        if field.moment is None:
            raise ValidationError(_("Hãy nhập lúc thông báo hết hạn."))
        if field.moment <= clock.now():
            raise ValidationError(_("Lúc này đã qua."))

    def notice(self) -> Notice:
        """Call it after validate()."""
        return Notice(
            id=1,
            text=self.text.data,
            address=self.address.data,
            level=self.level.data,
            ends_at=self.ends_at.moment,
        )
