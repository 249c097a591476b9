from __future__ import annotations

from urllib.parse import unquote

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, SearchField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from newsapp.admin.link_check import leads_nowhere
from newsapp.parts.redirects import addresses, targets
from newsapp.parts.redirects.addresses import RedirectError
from newsapp.parts.redirects.targets import Target
from newsapp.text_cleaning import clean_text


def former_address(text: str) -> str:
    """The address, which no page of this site has. Raises RedirectError."""
    address = addresses.parse(text)
    if not (addresses.is_of_wordpress(address) or leads_nowhere(unquote(address))):
        raise RedirectError(
            _(
                "Địa chỉ này đang là một trang của trang tin, nên sẽ không bao giờ được chuyển"
                " hướng."
            )
        )
    return address


class RedirectForm(FlaskForm):
    address = StringField(_l("Địa chỉ cũ"), [InputRequired(_l("Hãy nhập địa chỉ cũ."))])
    target = StringField(_l("Dẫn đến"), [InputRequired(_l("Hãy nhập nơi dẫn đến."))])

    chosen_address: str
    chosen_target: Target

    def validate_address(self, field: Field) -> None:
        try:
            self.chosen_address = former_address(field.data)
        except RedirectError as reason:
            raise ValidationError(str(reason)) from None

    def validate_target(self, field: Field) -> None:
        try:
            self.chosen_target = targets.parse(field.data)
        except RedirectError as reason:
            raise ValidationError(str(reason)) from None


class SearchForm(FlaskForm):
    class Meta:
        csrf = False

    q = SearchField(_l("Tìm địa chỉ"), filters=[lambda text: clean_text(text or "")[:200]])


class FileForm(FlaskForm):
    """A file, or lines typed or put right by hand."""

    file = FileField(_l("Tệp CSV"))
    lines = TextAreaField(_l("Hoặc dán các dòng"))
