"""The form of an official document, checked field by field, as documents.content.DocumentContent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import DateTimeLocalField, Field, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from newsapp import clock
from newsapp.admin.forms.attached import AttachedFiles, links, moved
from newsapp.admin.forms.days import DayField
from newsapp.articles.content import AttachmentLink
from newsapp.characters import clean_text
from newsapp.database import db
from newsapp.documents import queries
from newsapp.documents.content import NAMES, DocumentContent, FileLink
from newsapp.documents.kinds import kind_names, legal_state_names, relation_names
from newsapp.documents.models import Document


def _at_most(limit: int) -> Length:
    return Length(max=limit, message=_l("Nội dung này dài quá %(max)d ký tự."))


def _required(message: str) -> list[Any]:
    return [InputRequired(message), _not_blank(message)]


def _not_blank(message: str) -> Any:
    def check(_form: FlaskForm, field: Field) -> None:
        if not clean_text(field.data or ""):
            raise ValidationError(message)

    return check


class MomentField(DateTimeLocalField):
    """A day and an hour on the site's own clock; `moment` is in no doubt about its time zone."""

    @property
    def moment(self) -> datetime | None:
        return self.data.replace(tzinfo=clock.zone()) if self.data else None

    def process_data(self, value: datetime | None) -> None:
        self.data = value.astimezone(clock.zone()).replace(tzinfo=None) if value else None

    def process_formdata(self, valuelist: list[str]) -> None:
        if not any(valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Hãy chọn đủ ngày và giờ.")) from None


class DocumentForm(AttachedFiles, FlaskForm):
    base_version = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(0, 2**31 - 1)])
    number = StringField(_l("Số, ký hiệu"), [*_required(_l("Hãy nhập số, ký hiệu.")), _at_most(100)])
    kind = SelectField(_l("Loại văn bản"), validate_choice=False)
    issuing_body = StringField(_l("Cơ quan ban hành"), [*_required(_l("Hãy nhập cơ quan ban hành.")), _at_most(200)])
    signer = StringField(_l("Người ký"), [_at_most(200)])
    subject = StringField(_l("Lĩnh vực"), [_at_most(200)])
    abstract = TextAreaField(_l("Trích yếu"), [*_required(_l("Hãy nhập trích yếu.")), _at_most(2000)])
    issued_on = DayField(_l("Ngày ban hành"), [InputRequired(_l("Hãy nhập ngày ban hành."))])
    effective_on = DayField(_l("Ngày có hiệu lực"), may_be_to_come=True)
    expires_on = DayField(_l("Ngày hết hiệu lực"), may_be_to_come=True)
    legal_state = SelectField(_l("Tình trạng hiệu lực"), validate_choice=False)
    relation = SelectField(_l("Quan hệ với văn bản trước"), validate_choice=False)
    relates_to = StringField(_l("Số của văn bản trước"), [_at_most(120)])
    files = MultipleFileField(_l("Tệp của văn bản"))
    go_live_at = MomentField(_l("Đăng từ lúc"), format=["%Y-%m-%dT%H:%M"])

    def __init__(self, document: Document | None = None) -> None:
        content = document.content if document else None
        shown: dict[str, Any] = {}
        if document and content:
            shown = {name: getattr(content, name) for name in NAMES}
            shown |= {"go_live_at": document.go_live_at, "base_version": document.version}
        super().__init__(data=shown)
        self._document = document
        self._earlier_id: int | None = None
        self.attached = [AttachmentLink(id=link.id, title=link.title) for link in content.files] if content else []
        if self.is_submitted():
            self.attached = moved(links(request.form), request.form.get("action", ""))
        elif content and content.relates_to_id:
            earlier = db.session.get(Document, content.relates_to_id)
            self.relates_to.data = earlier.number if earlier else ""
        self.kind.choices = list(kind_names().items())
        self.legal_state.choices = [("", _("Tính theo các ngày")), *legal_state_names().items()]
        self.relation.choices = [("", _("Không có")), *relation_names().items()]

    @property
    def publishes(self) -> bool:
        return request.form.get("action") == "publish"

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        return bool(super().validate_on_submit(extra_validators)) and not self.only_rearranges

    def content(self) -> DocumentContent:
        """What was typed, cleaned. Call it after validate."""
        return DocumentContent(
            number=self.number.data or "",
            kind=self.kind.data,
            issuing_body=self.issuing_body.data or "",
            abstract=self.abstract.data or "",
            issued_on=self.issued_on.day or date.min,
            effective_on=self.effective_on.day,
            expires_on=self.expires_on.day,
            signer=self.signer.data or "",
            subject=self.subject.data or "",
            legal_state=self.legal_state.data or "",
            relation=self.relation.data or "" if self._earlier_id else "",
            relates_to_id=self._earlier_id,
            files=tuple(FileLink(link["id"], link["title"]) for link in self.attached),
        ).cleaned()

    def validate_kind(self, field: Field) -> None:
        _refuse_unless_offered(field)

    def validate_legal_state(self, field: Field) -> None:
        _refuse_unless_offered(field)

    def validate_relation(self, field: Field) -> None:
        _refuse_unless_offered(field)

    def validate_expires_on(self, field: Field) -> None:
        begins = self.effective_on.day or self.issued_on.day
        if field.day and begins and field.day < begins:
            raise ValidationError(_("Văn bản không thể hết hiệu lực trước khi có hiệu lực."))

    def validate_relates_to(self, field: Field) -> None:
        """By its number as it is written on paper; by #12, the number in its address, where several have the same."""
        text = clean_text(field.data or "")
        if not self.relation.data:
            return
        if not text:
            raise ValidationError(_("Hãy nhập số của văn bản được thay thế hoặc sửa đổi."))
        own = self._document.id if self._document else None
        if text.startswith("#") and text[1:].isdecimal() and len(text) < 11:
            found = [d for d in [db.session.get(Document, int(text[1:]))] if d and d.id != own]
        else:
            found = list(db.session.scalars(queries.with_key(text, but=own)))
        known = self._document.relates_to_id if self._document else None
        if len(found) > 1:
            found = [d for d in found if d.id == known] or found
        if not found:
            raise ValidationError(_("Chưa có văn bản nào mang số này ở đây."))
        if len(found) > 1:
            numbers = ", ".join(f"#{d.id}" for d in found[:10])
            raise ValidationError(_("Có nhiều văn bản mang số này. Hãy nhập một trong: %(numbers)s.", numbers=numbers))
        self._earlier_id = found[0].id


def _refuse_unless_offered(field: Field) -> None:
    if field.data not in [value for value, _name in field.choices]:
        raise ValidationError(_("Hãy chọn một mục trong danh sách."))
