"""The article's form: what a writer types, checked field by field, as articles.content.Content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import current_app, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput, TextArea

from newsapp import clock
from newsapp.accounts.permissions import may
from newsapp.admin.forms.attached import AttachedFiles, links, moved
from newsapp.admin.forms.body import BodyField
from newsapp.admin.forms.days import DayField
from newsapp.admin.forms.moments import END_OF_DAY, MomentField
from newsapp.admin.forms.tags import TagsField
from newsapp.admin.link_check import leads_nowhere
from newsapp.articles import cover_focus, prepublish_checks
from newsapp.articles.content import FIELDS, TYPED_TEXTS, Content
from newsapp.articles.review import COMMENT_LIMIT
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media import library, pictures
from newsapp.media.models import Picture
from newsapp.text_cleaning import clean_text


def _at_most(limit: int) -> Length:
    return Length(max=limit, message=_l("Nội dung này dài quá %(max)d ký tự."))


def _number(value: Any) -> int | None:
    """The number of the chosen category; None for no choice, -1 for an invalid value."""
    text = str(value or "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


WITH_COVER = [name for name, spec in FIELDS.items() if spec.is_of_cover]


class ArticleForm(AttachedFiles, FlaskForm):
    base_version = IntegerField(
        widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(0, 2**31 - 1)]
    )
    category_id = SelectField(_l("Chuyên mục"), coerce=_number, validate_choice=False)
    tags = TagsField(_l("Từ khóa"))
    body = BodyField(_l("Nội dung"))
    published_on = DayField(_l("Ngày ghi trên bài"))
    language = SelectField(
        _l("Ngôn ngữ"),
        choices=[SelectChoice("vi", _l("Tiếng Việt")), SelectChoice("en", _l("Tiếng Anh"))],
        default=lambda: current_app.config["LANGUAGE"],
    )
    cover = FileField(_l("Ảnh đại diện"))
    cover_id = HiddenField()
    cover_focus = HiddenField()
    cover_decorative = BooleanField(_l("Ảnh chỉ để trang trí, không cần mô tả"))
    remove_cover = BooleanField(_l("Bỏ ảnh này"))
    files = MultipleFileField(_l("Tệp đính kèm"))
    go_live_at = MomentField(_l("Hẹn giờ đăng"))
    expire_at = MomentField(_l("Tự gỡ bài lúc"), day_alone=END_OF_DAY)
    pinned_until = MomentField(_l("Ghim lên trang chủ đến"), day_alone=END_OF_DAY)
    comment = TextAreaField(_l("Cần sửa gì?"), [_at_most(COMMENT_LIMIT)])
    submission = HiddenField()
    """When the submission that this page shows was handed in: decisions are about that one."""

    is_overtaken = False
    """Whether somebody else has saved or decided first."""

    def __init__(
        self,
        categories: Sequence[Category],
        content: Content | None = None,
        *,
        is_page: bool = False,
        unsaved: Mapping[str, list[str]] | None = None,
        **defaults: Any,
    ) -> None:
        """Fill it with what was sent, else with `unsaved`, else with `content`."""
        if unsaved is not None:
            typed = MultiDict[str, str](unsaved)
            super().__init__(formdata=typed, **defaults)
            self.attached = links(typed)
        else:
            super().__init__(obj=content, **defaults)
            self.attached = list(content.attachments) if content else []
            if self.is_submitted():
                self.attached = moved(links(request.form), request.form.get("action", ""))
        self.may_time = may(current_user, "article.schedule")
        if not self.may_time:  # a writer's wish for go_live_at has no effect yet, the others do
            del self.expire_at, self.pinned_until
        self.is_page = is_page
        if is_page:
            del self.category_id
        else:
            self.category_id.choices = [("", _("— chưa chọn —"))]
            for section in categories:
                label = f"– {section.name}" if section.parent_id else section.name
                self.category_id.choices.append((section.id, label))

    @property
    def action(self) -> str:
        return request.form.get("action", "")

    @property
    def publishes(self) -> bool:
        """Whether the button requires a complete text."""
        return self.action in ("publish", "publish_now", "schedule", "submit")

    @property
    def asks_when(self) -> bool:
        """Whether the button says "now" while a moment is typed, which contradict each other."""
        at = self.go_live_at.moment
        if not self.may_time or self.action != "publish" or at is None:
            return False
        return self.go_live_at.is_changed or at > clock.now()

    @property
    def is_blank(self) -> bool:
        """Whether nothing worth a draft was typed."""
        content = self.content()
        texts = (content.title, content.body, content.summary)
        return not any((*texts, content.cover_id, content.attachments))

    @property
    def seen_submission(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.submission.data or "")
        except ValueError:
            return None

    def stand_on(self, version: int) -> None:
        """Let the next save replace this version, of which the page informs."""
        self.base_version.data, self.base_version.raw_data = version, None
        self.is_overtaken = True

    def forget_submission(self) -> None:
        """Let the next button act on the current state, of which the page informs."""
        self.submission.data = ""

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        is_good = bool(super().validate_on_submit(extra_validators))
        if self.is_submitted() and self.publishes:
            for finding in self.findings():
                if finding.blocks:
                    self[finding.field].errors = [*self[finding.field].errors, finding.message]
                    is_good = False
        return is_good and not self.only_rearranges

    def findings(self) -> list[prepublish_checks.TextFinding]:
        return prepublish_checks.findings(
            self.content(), is_page=self.is_page, cover=self.picture, leads_nowhere=leads_nowhere
        )

    def content(self) -> Content:
        """The typed values, cleaned. Call it after validate."""
        cover = self.picture
        values: dict[str, Any] = {name: clean_text(self[name].data or "") for name in TYPED_TEXTS}
        values |= {
            "body": self.body.html,
            "category_id": None if self.is_page else self.category_id.data,
            "language": self.language.data or "vi",
            "published_on": self.published_on.day,
            "cover_id": cover.id if cover else None,
            "cover_decorative": bool(self.cover_decorative.data),
            "cover_focus": cover_focus.read(self.cover_focus.data or ""),
            "attachments": self.attached,
            "tags": self.tags.names,
        }
        if cover is None:
            for name in WITH_COVER:
                del values[name]
        return Content(**values)

    @property
    def picture(self) -> Picture | None:
        """The chosen or uploaded cover."""
        number = str(self.cover_id.data or "")
        is_number = number.isdecimal() and len(number) < 10
        return db.session.get(Picture, int(number)) if is_number else None

    def validate_category_id(self, field: Field) -> None:
        offered = [number for number, _name in self.category_id.choices]
        if field.data is not None and field.data not in offered:
            raise ValidationError(_("Hãy chọn chuyên mục."))

    def validate_body(self, field: Field) -> None:
        size = len((field.data or "").encode("utf8", "replace"))
        limit = current_app.config["BODY_LIMIT"]
        if size > limit:
            message = _(
                "Nội dung dài %(size)s kB, quá giới hạn %(limit)s kB."
                " Hãy chia bài hoặc đính kèm tệp.",
                size=size // 1000,
                limit=limit // 1000,
            )
            raise ValidationError(message)

    def validate_cover(self, field: Field) -> None:
        if self.remove_cover.data:
            # Done: it must not happen again when the form is sent again.
            self.cover_id.data, self.remove_cover.data = "", False
        if not (upload := field.data) or not upload.filename:
            return
        try:
            received = library.receive(
                pictures.store, upload.stream, upload.filename, actor=current_user, at=clock.now()
            )
        except pictures.PictureError as reason:
            raise ValidationError(str(reason)) from None
        except OSError as error:
            raise ValidationError(self.no_room_for(upload.filename, error)) from None
        self.cover_id.data = str(received.id)
        if received.notice:
            flash(received.notice)


for _name, _field in TYPED_TEXTS.items():
    _widget = TextArea() if _field.has_lines else None
    setattr(ArticleForm, _name, StringField(_field.label, [_at_most(_field.limit)], widget=_widget))
