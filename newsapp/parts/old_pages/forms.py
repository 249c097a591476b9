from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from newsapp import clock
from newsapp.admin.forms.body import BodyField
from newsapp.admin.forms.days import DayField
from newsapp.articles.content import TYPED_TEXTS
from newsapp.importing.incoming import Incoming

ENCODINGS = (
    SelectChoice("", _l("Tự nhận")),
    SelectChoice("windows-1258", "Windows-1258"),
    SelectChoice("tcvn3", _l("TCVN3 (ABC, phông .VnTime)")),
    SelectChoice("vni", _l("VNI (phông VNI-Times)")),
)


def _text(name: str, *validators: Any, lines: bool = False) -> Any:
    """A text field of an article, with its own label and limit."""
    spec = TYPED_TEXTS[name]
    limit = Length(max=spec.limit, message=_l("Nội dung này dài quá %(max)d ký tự."))
    kind = TextAreaField if lines else StringField
    return kind(spec.label, [*validators, limit])


class UploadForm(FlaskForm):
    file = FileField(_l("Tệp"), [FileRequired(_l("Hãy chọn một tệp."))])
    encoding = SelectField(_l("Bảng mã của chữ"), choices=ENCODINGS)


class FoundForm(FlaskForm):
    """What was found in a file, for a person to put right. key, address: of the file's page."""

    title = _text("title", InputRequired(_l("Hãy nhập tiêu đề.")), lines=True)
    published_on = DayField(_l("Ngày ghi trên bài"))
    category = SelectField(_l("Chuyên mục"), validate_choice=False)
    summary = _text("summary", lines=True)
    byline = _text("byline")
    source = _text("source")
    signature = _text("signature")
    tags = StringField(_l("Từ khóa"))
    body = BodyField(_l("Nội dung"))
    key = HiddenField(validators=[InputRequired(), Length(max=100)])
    address = HiddenField(validators=[Length(max=2_000)])
    at = HiddenField()

    def offer(self, names: Sequence[str]) -> None:
        """Let one of the categories be chosen, or the one that the page names."""
        found = self.category.data or ""
        known = {name.casefold(): name for name in names}
        self.category.data = known.get(found.casefold(), found)
        choices = [SelectChoice(name, name) for name in names]
        if found and found.casefold() not in known:
            label = _l("%(name)s (chuyên mục mới)", name=found)
            choices.insert(0, SelectChoice(found, label))
        self.category.choices = choices

    def item(self) -> Incoming:
        """The article as it was put right, to be saved as a draft."""
        address = self.address.data or ""
        return Incoming(
            key=self.key.data,
            title=self.title.data,
            body=self.body.html,
            summary=self.summary.data or "",
            byline=self.byline.data or "",
            source=self.source.data or "",
            signature=self.signature.data or "",
            category=self.category.data or "",
            tags=(self.tags.data or "").split(","),
            published_at=self._moment(),
            state="draft",
            old_paths=[address] if address else [],
        )

    def _moment(self) -> datetime | None:
        """The day, at the time of day that the page named."""
        day = self.published_on.day
        try:
            at = time.fromisoformat(self.at.data or "12:00")
        except ValueError:
            at = time(12)
        return datetime.combine(day, at.replace(tzinfo=None), clock.zone()) if day else None
