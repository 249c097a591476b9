"""The article's form: what a writer types, checked field by field, as articles.content.Content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from sqlalchemy import select
from wtforms import BooleanField, Field, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from newsapp import clock
from newsapp.articles import body
from newsapp.articles.content import AttachmentLink, Content
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import attachments, library, pictures
from newsapp.media.models import Attachment, Picture

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")

EARLIEST_YEAR = 1900
"""A year before it is a slip of the finger: 0202 for 2020."""


class DayField(StringField):
    """A day as people here write it, 20/05/2020; 2020-05-20 is understood too. `day` is the date, or None."""

    day: date | None = None

    def process_data(self, value: date | None) -> None:
        self.day = value
        self.data = value.strftime("%d/%m/%Y") if value else ""

    def pre_validate(self, form: Any) -> None:
        self.day = None
        if not (text := (self.data or "").strip()):
            return
        if not (match := _DAY.fullmatch(text)):
            raise ValidationError(_("Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 20/05/2020."))
        d, m, y, y2, m2, d2 = match.groups()
        try:
            self.day = date(int(y or y2), int(m or m2), int(d or d2))
        except ValueError:
            raise ValidationError(_("Không có ngày %(day)s trong lịch.", day=text)) from None
        if self.day.year < EARLIEST_YEAR:
            raise ValidationError(_("Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 20/05/2020."))
        if self.day > clock.local_date(clock.now()):
            raise ValidationError(_("Ngày đăng không thể ở tương lai."))


def _at_most(limit: int) -> Length:
    return Length(max=limit, message=_l("Nội dung này dài quá %(max)d ký tự."))


class ArticleForm(FlaskForm):
    base_version = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(0, 2**31 - 1)])
    title = StringField(_l("Tiêu đề"), [InputRequired(_l("Hãy nhập tiêu đề.")), _at_most(300)])
    category_id = SelectField(_l("Chuyên mục"), coerce=int, validate_choice=False)
    summary = TextAreaField(_l("Tóm tắt"), [_at_most(1000)])
    body = TextAreaField(_l("Nội dung"))
    byline = StringField(_l("Tác giả"), [_at_most(200)])
    signature = StringField(_l("Ký tên"), [_at_most(100)])
    source = StringField(_l("Nguồn"), [_at_most(300)])
    published_on = DayField(_l("Ngày đăng"))
    cover = FileField(_l("Ảnh đại diện"))
    cover_id = HiddenField()
    cover_alt = StringField(_l("Mô tả ảnh"), [_at_most(300)])
    remove_cover = BooleanField(_l("Bỏ ảnh này"))
    files = MultipleFileField(_l("Tệp đính kèm"))

    attached: list[AttachmentLink]

    def __init__(self, categories: Sequence[Category], content: Content | None = None, **defaults: Any) -> None:
        super().__init__(obj=content, **defaults)
        self.category_id.choices = [(section.id, section.name) for section in categories]
        if self.is_submitted():
            self.attached = _posted_links()
        else:
            self.attached = list(content.attachments) if content else []

    @property
    def publishes(self) -> bool:
        return request.form.get("action") == "publish"

    def content(self) -> Content:
        """What was typed, cleaned. Call it after validate."""
        return Content(
            title=body.clean_text(self.title.data or ""),
            body=body.clean(self.body.data or ""),
            category_id=self.category_id.data,
            summary=body.clean_text(self.summary.data or ""),
            byline=body.clean_text(self.byline.data or ""),
            signature=body.clean_text(self.signature.data or ""),
            source=body.clean_text(self.source.data or ""),
            published_on=self.published_on.day,
            cover_id=self.picture.id if self.picture else None,
            cover_alt=body.clean_text(self.cover_alt.data or "") if self.picture else "",
            attachments=self.attached,
        )

    @property
    def picture(self) -> Picture | None:
        """The picture chosen now, or on an earlier sending of this form."""
        number = str(self.cover_id.data or "")
        return db.session.get(Picture, int(number)) if number.isdecimal() and len(number) < 10 else None

    def stored_files(self) -> list[tuple[AttachmentLink, Attachment]]:
        rows = db.session.scalars(select(Attachment).where(Attachment.id.in_([x["id"] for x in self.attached])))
        stored = {row.id: row for row in rows}
        return [(link, stored[link["id"]]) for link in self.attached if link["id"] in stored]

    def validate_title(self, field: Field) -> None:
        if not body.clean_text(field.data or ""):
            raise ValidationError(_("Hãy nhập tiêu đề."))

    def validate_category_id(self, field: Field) -> None:
        if field.data not in [number for number, _name in self.category_id.choices]:
            raise ValidationError(_("Hãy chọn chuyên mục."))

    def validate_body(self, field: Field) -> None:
        size, limit = len((field.data or "").encode("utf8", "replace")), current_app.config["BODY_LIMIT"]
        if size > limit:
            raise ValidationError(
                _("Nội dung dài %(size)s kB, quá giới hạn %(limit)s kB. Hãy chia bài hoặc đính kèm tệp.",
                  size=size // 1000, limit=limit // 1000)
            )  # fmt: skip
        if self.publishes and not body.clean(field.data or ""):
            raise ValidationError(_("Bài chưa có nội dung nên chưa xuất bản được."))

    def validate_cover(self, field: Field) -> None:
        if self.remove_cover.data:
            self.cover_id.data, self.remove_cover.data = "", False  # done; not again when the form is sent anew
        if not (upload := field.data) or not upload.filename:
            return
        try:
            stored = pictures.store(upload.stream, upload.filename)
        except pictures.PictureError as reason:
            raise ValidationError(str(reason)) from None
        with writing():
            self.cover_id.data = str(library.add_picture(stored, actor=current_user, at=clock.now()).id)

    def validate_cover_alt(self, field: Field) -> None:
        if self.publishes and self.picture and not (field.data or "").strip():
            raise ValidationError(_("Hãy mô tả ảnh đại diện cho người không nhìn thấy ảnh."))

    def validate_files(self, field: Field) -> None:
        refused = []
        for upload in field.data or []:
            if not upload or not upload.filename:
                continue
            try:
                stored = attachments.store(upload.stream, upload.filename)
            except attachments.AttachmentError as reason:
                refused.append(str(reason))
                continue
            with writing():
                added = library.add_attachment(stored, actor=current_user, at=clock.now())
            if added.id not in [link["id"] for link in self.attached]:
                self.attached.append(AttachmentLink(id=added.id, title=stored.filename.rpartition(".")[0]))
        if refused:
            raise ValidationError(" ".join(refused))


def _posted_links() -> list[AttachmentLink]:
    """The attachments that the form lists, in its order, once each, without those ticked for removal."""
    form = request.form
    removed = set(form.getlist("attachment_remove"))
    titles: dict[int, str] = {}
    for number, title in zip(form.getlist("attachment_id"), form.getlist("attachment_title"), strict=False):
        if number not in removed and number.isdecimal() and len(number) < 10:
            titles.setdefault(int(number), body.clean_text(title)[:200])
    there = set(db.session.scalars(select(Attachment.id).where(Attachment.id.in_(titles))))
    return [AttachmentLink(id=number, title=title) for number, title in titles.items() if number in there]
