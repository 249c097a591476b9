"""The form of an official document, checked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import Field, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from newsapp import clock
from newsapp.admin.forms.attached import AttachedFiles, links, moved
from newsapp.admin.forms.days import DayField
from newsapp.admin.forms.moments import NativeMomentField
from newsapp.articles.content import AttachmentLink
from newsapp.database import db
from newsapp.parts.documents import queries
from newsapp.parts.documents.content import NAMES, DocumentContent, FileLink
from newsapp.parts.documents.kinds import KINDS, LEGAL_STATES, RELATIONS
from newsapp.parts.documents.models import Document
from newsapp.text_cleaning import clean_text


def _at_most(limit: int) -> Length:
    return Length(max=limit, message=_l("Nội dung này dài quá %(max)d ký tự."))


def _required(message: str) -> list[Any]:
    def check(_form: FlaskForm, field: Field) -> None:
        if not clean_text(field.data or ""):
            raise ValidationError(message)

    return [InputRequired(message), check]


class ChoiceField(SelectField):
    """A select of value -> name, whose message for any other value is ours."""

    def __init__(self, label: str, names: Mapping[str, Any], **options: Any) -> None:
        choices = [SelectChoice(value, name) for value, name in names.items()]
        super().__init__(label, choices=choices, validate_choice=False, **options)
        self.names = names

    def pre_validate(self, form: Any) -> None:
        if self.data not in self.names:
            raise ValidationError(_("Hãy chọn một mục trong danh sách."))


class DocumentForm(AttachedFiles, FlaskForm):
    base_version = IntegerField(
        widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(0, 2**31 - 1)]
    )
    number = StringField(
        _l("Số, ký hiệu"), [*_required(_l("Hãy nhập số, ký hiệu.")), _at_most(100)]
    )
    kind = ChoiceField(_l("Loại văn bản"), KINDS)
    issuing_body = StringField(
        _l("Cơ quan ban hành"), [*_required(_l("Hãy nhập cơ quan ban hành.")), _at_most(200)]
    )
    signer = StringField(_l("Người ký"), [_at_most(200)])
    subject = StringField(_l("Lĩnh vực"), [_at_most(200)])
    abstract = TextAreaField(
        _l("Trích yếu"), [*_required(_l("Hãy nhập trích yếu.")), _at_most(2000)]
    )
    issued_on = DayField(_l("Ngày ban hành"), [InputRequired(_l("Hãy nhập ngày ban hành."))])
    effective_on = DayField(_l("Ngày có hiệu lực"), may_be_to_come=True)
    expires_on = DayField(_l("Ngày hết hiệu lực"), may_be_to_come=True)
    legal_state = ChoiceField(
        _l("Tình trạng hiệu lực"), {"": _l("Tính theo các ngày"), **LEGAL_STATES}
    )
    relation = ChoiceField(_l("Quan hệ với văn bản trước"), {"": _l("Không có"), **RELATIONS})
    relates_to = StringField(_l("Số của văn bản trước"), [_at_most(120)])
    files = MultipleFileField(_l("Tệp của văn bản"))
    go_live_at = NativeMomentField(_l("Hẹn giờ đăng"))

    def __init__(self, document: Document | None = None, **formdata: Any) -> None:
        self._document = document
        self._earlier_id: int | None = None
        super().__init__(data=_data_of(document) if document else {}, **formdata)
        if self.is_submitted() and not formdata:
            self.attached = moved(links(request.form), request.form.get("action", ""))
        else:
            files = document.content.files if document else ()
            self.attached = [AttachmentLink(id=file.id, title=file.title) for file in files]

    @property
    def publishes(self) -> bool:
        return request.form.get("action") == "publish"

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        return bool(super().validate_on_submit(extra_validators)) and not self.only_rearranges

    def content(self) -> DocumentContent:
        """Return what was typed, cleaned. Call it after validate."""
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

    def shown(self) -> dict[str, str]:
        """Return label -> value as a person reads it, of all that the document says."""
        values: dict[str, str] = {}
        for field in self:
            if isinstance(field, ChoiceField):
                value = str(field.names[field.data]) if field.data else ""
            elif field.name == "files":
                value = ", ".join(link["title"] for link in self.attached)
            elif field.name == "go_live_at" or isinstance(field.widget, HiddenInput):
                continue
            else:
                value = clean_text(field.data or "")
            values[str(field.label.text)] = value
        return values

    def validate_go_live_at(self, field: NativeMomentField) -> None:
        if self.publishes and field.is_changed and field.moment and field.moment <= clock.now():
            raise ValidationError(_("Thời điểm này đã qua."))

    def validate_expires_on(self, field: Field) -> None:
        begins = self.effective_on.day or self.issued_on.day
        if field.day and begins and field.day < begins:
            raise ValidationError(_("Văn bản không thể hết hiệu lực trước khi có hiệu lực."))

    def validate_relates_to(self, field: Field) -> None:
        """Find the earlier document by its number on paper.

        Where several have the same, #12 names the one whose address has the number 12.
        """
        if not self.relation.data:
            return
        text = clean_text(field.data or "")
        if not text:
            raise ValidationError(_("Hãy nhập số của văn bản được thay thế hoặc sửa đổi."))
        earlier = self._earlier_documents(text)
        if not earlier:
            raise ValidationError(_("Chưa có văn bản nào mang số này ở đây."))
        if len(earlier) > 1:
            numbers = ", ".join(f"#{document.id}" for document in earlier[:10])
            raise ValidationError(
                _("Có nhiều văn bản mang số này. Hãy nhập một trong: %(numbers)s.", numbers=numbers)
            )
        self._earlier_id = earlier[0].id

    def _earlier_documents(self, text: str) -> list[Document]:
        """Return those that `text` can mean; the one that was chosen before alone is enough."""
        if text.startswith("#") and text[1:].isdecimal() and len(text) < 11:
            rows = queries.with_number(int(text[1:]))
        else:
            rows = queries.with_key(text)
        earlier = [document for document in db.session.scalars(rows) if document != self._document]
        known_id = self._document.relates_to_id if self._document else None
        return [document for document in earlier if document.id == known_id] or earlier


def _data_of(document: Document) -> dict[str, Any]:
    columns = {name: getattr(document, name) for name in NAMES}
    earlier = db.session.get(Document, document.relates_to_id) if document.relates_to_id else None
    return columns | {
        "relates_to": earlier.number if earlier else "",
        "go_live_at": document.planned_for or document.go_live_at,
        "base_version": document.version,
    }
