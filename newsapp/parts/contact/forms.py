"""The citizens' form, and those in which staff answer and publish."""

from __future__ import annotations

import re
import secrets
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, NumberRange, ValidationError
from wtforms.widgets import HiddenInput

from newsapp.parts.contact import models, queries
from newsapp.parts.contact.answering import Work
from newsapp.parts.contact.models import ContactMessage, State
from newsapp.text_cleaning import clean_characters, clean_text

MAX_AGE = 86_400
"""Seconds for which a page with the form can be sent."""
STATES: dict[str, Any] = {
    State.NEW: _l("Mới"),
    State.IN_HAND: _l("Đang xử lý"),
    State.ANSWERED: _l("Đã trả lời"),
    State.NOT_ANSWERED: _l("Không trả lời"),
}
_EMAIL = re.compile(r"[^\s@<>\"',;:?&]+@[^\s@<>\"',;:?&]+\.[^\s@<>\"',;:?&]+")
_PHONE = re.compile(r"\+?[\d\s().-]{7,}")


def _one_line(text: str | None) -> str:
    return clean_text(text or "")


def _lines(text: str | None) -> str:
    return clean_characters((text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


def _at_most(limit: int) -> Length:
    return Length(max=limit, message=_l("Nội dung này dài quá %(max)d ký tự."))


_SUBJECT = [DataRequired(_l("Hãy nhập tiêu đề.")), _at_most(models.LONGEST_SUBJECT)]
_TEXT = [DataRequired(_l("Hãy nhập nội dung.")), _at_most(models.LONGEST_TEXT)]


class MessageForm(FlaskForm):
    """What a citizen writes. It carries a signed token of its own, for a session would give each
    reader a cookie and keep them from the cached pages.
    """

    class Meta:
        csrf = False

    name = StringField(
        _l("Họ và tên"),
        [DataRequired(_l("Hãy nhập họ và tên.")), _at_most(models.LONGEST_NAME)],
        filters=[_one_line],
    )
    email = EmailField(_l("Email"), [_at_most(models.LONGEST_EMAIL)], filters=[_one_line])
    phone = TelField(_l("Điện thoại"), [_at_most(models.LONGEST_PHONE)], filters=[_one_line])
    subject = StringField(_l("Tiêu đề"), _SUBJECT, filters=[_one_line])
    text = TextAreaField(_l("Nội dung"), _TEXT, filters=[_lines])
    consent = BooleanField(
        _l("Đồng ý"), [DataRequired(_l("Cần bạn đồng ý thì chúng tôi mới được lưu và trả lời."))]
    )
    website = StringField(_l("Để trống ô này"))
    """People do not see it; programs that fill in every field do."""
    form_token = HiddenField()

    form_key = ""

    @property
    def is_of_a_program(self) -> bool:
        return bool(self.website.data)

    def validate_email(self, field: Field) -> None:
        if not field.data and not self.phone.data:
            raise ValidationError(_("Hãy nhập email hoặc số điện thoại để chúng tôi trả lời."))
        if field.data and not _EMAIL.fullmatch(field.data):
            raise ValidationError(_("Hãy nhập email theo dạng ten@vidu.vn."))

    def validate_phone(self, field: Field) -> None:
        if field.data and not _PHONE.fullmatch(field.data):
            raise ValidationError(_("Hãy nhập số điện thoại, ví dụ 0912 345 678."))

    def validate_form_token(self, field: Field) -> None:
        """A page of another site has no token, or the browser says where the form was."""
        try:
            self.form_key = str(_signer().loads(field.data or "", max_age=MAX_AGE))
        except BadData:
            self.form_key = ""
        if not self.form_key or request.headers.get("Sec-Fetch-Site") == "cross-site":
            raise ValidationError(
                _("Trang đã mở quá lâu. Nội dung bạn nhập vẫn còn: hãy bấm Gửi lần nữa.")
            )

    def renew_token(self) -> None:
        """Let the page be sent; one that was sent in time keeps its key."""
        self.form_token.data = _signer().dumps(self.form_key or secrets.token_urlsafe(12))

    def message(self) -> ContactMessage:
        """Call it after validate()."""
        names = ("name", "email", "phone", "subject", "text")
        return ContactMessage(form_key=self.form_key, **{name: self[name].data for name in names})


class WorkForm(FlaskForm):
    """How far staff are with a message."""

    version = IntegerField(widget=HiddenInput(), validators=[NumberRange(1, 2**31 - 1)])
    state = SelectField(
        _l("Trạng thái"),
        [AnyOf(STATES, _l("Hãy chọn một mục trong danh sách."))],
        choices=[SelectChoice(str(state), name) for state, name in STATES.items()],
        validate_choice=False,
    )
    assigned_to_id = SelectField(_l("Người xử lý"))
    note = TextAreaField(_l("Ghi chú nội bộ"), [_at_most(models.LONGEST_TEXT)], filters=[_lines])
    answer = TextAreaField(_l("Trả lời"), [_at_most(models.LONGEST_ANSWER)], filters=[_lines])

    def __init__(self, message: ContactMessage) -> None:
        super().__init__(obj=message, data={"assigned_to_id": str(message.assigned_to_id or "")})
        people = {user.id: user.name for user in queries.who_may_answer()}
        choices = [("", _("— chưa giao —")), *((str(n), name) for n, name in people.items())]
        assigned = message.assigned_to_id
        if assigned is not None and assigned not in people:
            choices.append((str(assigned), _("(người không còn xử lý thư)")))
        self.assigned_to_id.choices = choices
        if not self.is_submitted():
            self.assigned_to_id.data = str(assigned or "")

    def work(self) -> Work:
        """Call it after validate()."""
        chosen = self.assigned_to_id.data
        return Work(
            state=self.state.data,
            assigned_to_id=int(chosen) if chosen else None,
            note=self.note.data,
            answer=self.answer.data,
        )


class QuestionForm(FlaskForm):
    """A question and its answer, as readers will see them."""

    subject = StringField(_l("Tiêu đề"), _SUBJECT, filters=[_one_line])
    text = TextAreaField(_l("Câu hỏi"), _TEXT, filters=[_lines])
    answer = TextAreaField(
        _l("Trả lời"),
        [DataRequired(_l("Hãy nhập câu trả lời.")), _at_most(models.LONGEST_ANSWER)],
        filters=[_lines],
    )


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="contact form")
