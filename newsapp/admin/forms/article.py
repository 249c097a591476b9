"""The article's form: what a writer types, checked field by field, as articles.content.Content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from newsapp import clock
from newsapp.accounts.permissions import may
from newsapp.admin.forms.attached import AttachedFiles, links, moved
from newsapp.admin.forms.days import DayField
from newsapp.admin.forms.moments import MomentField
from newsapp.admin.forms.tags import TagsField
from newsapp.admin.own_links import leads_nowhere
from newsapp.articles import body, checks
from newsapp.articles.autosaves import Autosave
from newsapp.articles.content import Content
from newsapp.articles.illustrations import with_sizes
from newsapp.articles.review import COMMENT_LIMIT
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media import pictures, receiving
from newsapp.media.models import Picture


def _at_most(limit: int) -> Length:
    return Length(max=limit, message=_l("Nội dung này dài quá %(max)d ký tự."))


class ArticleForm(AttachedFiles, FlaskForm):
    base_version = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(0, 2**31 - 1)])
    title = StringField(_l("Tiêu đề"), [InputRequired(_l("Hãy nhập tiêu đề.")), _at_most(300)])
    category_id = SelectField(_l("Chuyên mục"), coerce=int, validate_choice=False)
    tags = TagsField(_l("Từ khóa"))
    summary = TextAreaField(_l("Tóm tắt"), [_at_most(1000)])
    body = TextAreaField(_l("Nội dung"))
    byline = StringField(_l("Tác giả"), [_at_most(200)])
    signature = StringField(_l("Ký tên"), [_at_most(100)])
    source = StringField(_l("Nguồn"), [_at_most(300)])
    published_on = DayField(_l("Ngày đăng"))
    language = SelectField(
        _l("Ngôn ngữ"),
        choices=[SelectChoice("vi", _l("Tiếng Việt")), SelectChoice("en", _l("Tiếng Anh"))],
        default=lambda: current_app.config["LANGUAGE"],
    )
    cover = FileField(_l("Ảnh đại diện"))
    cover_id = HiddenField()
    cover_alt = StringField(_l("Mô tả ảnh"), [_at_most(300)])
    cover_decorative = BooleanField(_l("Ảnh chỉ để trang trí, không cần mô tả"))
    cover_caption = StringField(_l("Chú thích dưới ảnh"), [_at_most(300)])
    cover_credit = StringField(_l("Người chụp hoặc nơi cung cấp"), [_at_most(100)])
    remove_cover = BooleanField(_l("Bỏ ảnh này"))
    files = MultipleFileField(_l("Tệp đính kèm"))
    go_live_at = MomentField(_l("Đăng lúc"))
    expire_at = MomentField(_l("Hết hạn"))
    pinned_until = MomentField(_l("Ghim lên trang chủ đến"))
    comment = TextAreaField(_l("Cần sửa gì?"), [_at_most(COMMENT_LIMIT)])
    submission = HiddenField()
    """When what this page shows was handed in: a decision is about that, and no other submission."""

    is_decided = False
    """Somebody else was quicker to decide."""

    def __init__(
        self,
        categories: Sequence[Category],
        content: Content | None = None,
        *,
        is_page: bool = False,
        unsaved: Autosave | None = None,
        **defaults: Any,
    ) -> None:
        """Filled with what was sent; else with what was typed and not saved; else with what was saved."""
        if unsaved is not None:
            typed = MultiDict([(name, value) for name, values in unsaved.fields.items() for value in values])
            super().__init__(formdata=typed, **defaults)
            self.attached = links(typed)
        else:
            super().__init__(obj=content, **defaults)
            self.attached = list(content.attachments) if content else []
            if self.is_submitted():
                self.attached = moved(links(request.form), request.form.get("action", ""))
        self.may_time = may(current_user, "article.schedule")
        if not self.may_time:
            del self.go_live_at, self.expire_at, self.pinned_until
        self.is_page = is_page
        if is_page:
            del self.category_id
        else:
            self.category_id.choices = [
                (section.id, f"– {section.name}" if section.parent_id else section.name) for section in categories
            ]

    @property
    def action(self) -> str:
        return request.form.get("action", "")

    @property
    def publishes(self) -> bool:
        """Whether the text leaves the writer's desk: it must be fit for readers then."""
        return self.action in ("publish", "schedule", "submit")

    @property
    def seen_submission(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.submission.data or "")
        except ValueError:
            return None

    def forget_submission(self) -> None:
        """The next button is pressed knowing what became of it."""
        self.submission.data = ""

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate_on_submit(extra_validators))
        if is_good and self.publishes:
            for finding in self.findings():
                if finding.blocks:
                    self[finding.field].errors = [*self[finding.field].errors, finding.message]
                    is_good = False
        return is_good and not self.only_rearranges

    def findings(self) -> list[checks.Finding]:
        return checks.findings(self.content(), cover=self.picture, leads_nowhere=leads_nowhere)

    def content(self) -> Content:
        """What was typed, cleaned. Call it after validate."""
        cover = self.picture
        return Content(
            title=body.clean_text(self.title.data or ""),
            body=with_sizes(body.clean(self.body.data or "")),
            category_id=None if self.is_page else self.category_id.data or 0,
            summary=body.clean_text(self.summary.data or ""),
            byline=body.clean_text(self.byline.data or ""),
            signature=body.clean_text(self.signature.data or ""),
            source=body.clean_text(self.source.data or ""),
            language=self.language.data or "vi",
            published_on=self.published_on.day,
            cover_id=cover.id if cover else None,
            cover_alt=body.clean_text(self.cover_alt.data or "") if cover else "",
            cover_decorative=bool(self.cover_decorative.data) if cover else False,
            cover_caption=body.clean_text(self.cover_caption.data or "") if cover else "",
            cover_credit=body.clean_text(self.cover_credit.data or "") if cover else "",
            attachments=self.attached,
            tags=self.tags.names,
        )

    @property
    def picture(self) -> Picture | None:
        """The picture chosen now, or on an earlier sending of this form."""
        number = str(self.cover_id.data or "")
        return db.session.get(Picture, int(number)) if number.isdecimal() and len(number) < 10 else None

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
            received = receiving.receive_picture(upload.stream, upload.filename, actor=current_user, at=clock.now())
        except pictures.PictureError as reason:
            raise ValidationError(str(reason)) from None
        except OSError as error:
            raise ValidationError(self.no_room_for(upload.filename, error)) from None
        self.cover_id.data = str(received.id)
