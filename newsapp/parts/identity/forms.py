"""The form of the agency's identity."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, ValidationError

from newsapp import clock
from newsapp.database import db
from newsapp.media import library, pictures
from newsapp.media.models import Picture
from newsapp.parts.identity import colours
from newsapp.site import links
from newsapp.site.identity import TEXTS, Identity
from newsapp.site.links import PortalLink
from newsapp.text_cleaning import clean_text
from newsapp.web.errors import is_full

OWN_COLOUR = "own"
PALETTES = {**colours.PALETTES, OWN_COLOUR: _l("Màu riêng, nhập ở dưới")}
LANGUAGES = {
    "": _l("Theo cài đặt của máy chủ"),
    "vi": _l("Tiếng Việt"),
    "en": _l("Tiếng Anh"),
}
FOREGROUNDS = {
    "accent-ink": _l("chữ trắng trên nền màu"),
    "ring": _l("khung tiêu điểm trên nền màu"),
    "link": _l("liên kết"),
    "ink": _l("chữ trên nền nhạt"),
    "paper": _l("chữ trắng trên nút"),
}


def _at_most(limit: int) -> Length:
    return Length(max=limit, message=_l("Nội dung này dài quá giới hạn."))


def _one_of(choices: dict[str, Any]) -> dict[str, Any]:
    is_choice = AnyOf(choices, _l("Hãy chọn một mục trong danh sách."))
    return {
        "choices": [SelectChoice(value, label) for value, label in choices.items()],
        "validators": [is_choice],
        "validate_choice": False,
    }


class IdentityForm(FlaskForm):
    name = StringField(
        _l("Tên cơ quan"),
        [DataRequired(_l("Hãy nhập tên cơ quan.")), _at_most(200)],
        filters=[lambda name: clean_text(name or "")],
    )
    parent_body = StringField(_l("Cơ quan chủ quản"), [_at_most(200)])
    address = StringField(_l("Địa chỉ"), [_at_most(300)])
    phone = StringField(_l("Điện thoại"), [_at_most(100)])
    email = StringField(_l("Email"), [_at_most(254)])
    responsible = StringField(_l("Chịu trách nhiệm nội dung"), [_at_most(200)])
    licence = StringField(_l("Giấy phép"), [_at_most(300)])
    name_en = StringField(_l("Tên cơ quan bằng tiếng Anh"), [_at_most(200)])
    parent_body_en = StringField(_l("Cơ quan chủ quản bằng tiếng Anh"), [_at_most(200)])
    address_en = StringField(_l("Địa chỉ bằng tiếng Anh"), [_at_most(300)])
    logo = FileField(_l("Biểu trưng"))
    logo_id = HiddenField()
    remove_logo = BooleanField(_l("Bỏ biểu trưng này"))
    language = SelectField(_l("Ngôn ngữ của trang"), **_one_of(LANGUAGES))
    palette = RadioField(_l("Màu của trang"), **_one_of(PALETTES))
    own_colour = StringField(_l("Màu riêng"), [_at_most(20)])
    portals = TextAreaField(_l("Liên kết tới các cổng liên quan"), [_at_most(20_000)])

    disk_is_full = False

    def __init__(self, identity: Identity) -> None:
        data = {name: getattr(identity, name) for name in TEXTS}
        data["logo_id"] = str(identity.logo_id or "")
        data["portals"] = links.written(
            [PortalLink(name=name, url=url) for name, url in identity.links]
        )
        data["palette"] = identity.colour
        if identity.colour not in colours.PALETTES:
            data["palette"] = OWN_COLOUR
            data["own_colour"] = f"#{identity.colour}"
        super().__init__(data=data)

    def identity(self) -> Identity:
        """Call it after validate()."""
        values: dict[str, Any] = {name: self[name].data or "" for name in TEXTS if name in self}
        portals = links.parse(self.portals.data or "")
        return Identity(
            **values,
            colour=self._colour(),
            links=tuple((link["name"], link["url"]) for link in portals),
            logo_id=self.picture.id if self.picture else None,
        )

    @property
    def picture(self) -> Picture | None:
        """The logo, uploaded now or before."""
        number = str(self.logo_id.data or "")
        is_id = number.isdecimal() and len(number) < 10
        return db.session.get(Picture, int(number)) if is_id else None

    def _colour(self) -> str:
        if self.palette.data != OWN_COLOUR:
            return self.palette.data or ""
        return (self.own_colour.data or "").strip().lower().removeprefix("#")

    def validate_own_colour(self, _field: Field) -> None:
        """Refuse a colour that cannot be read, with the contrasts that it has and needs."""
        if self.palette.data != OWN_COLOUR:
            return
        colour = self._colour()
        if not colours.COLOUR.fullmatch(colour):
            raise ValidationError(_("Hãy nhập màu bằng sáu chữ số thập lục phân, ví dụ #1d4e89."))
        figures = "; ".join(_in_words(failure) for failure in colours.failures(colour))
        if figures:
            raise ValidationError(
                _("Màu này khó đọc, hãy chọn màu đậm hơn: %(figures)s.", figures=figures)
            )

    def validate_portals(self, field: Field) -> None:
        try:
            links.parse(field.data or "")
        except links.LinkError as error:
            raise ValidationError(str(error)) from None

    def validate_logo(self, field: Field) -> None:
        """Store the uploaded picture."""
        if self.remove_logo.data:
            self.logo_id.data, self.remove_logo.data = "", False
        upload = field.data
        if not upload or not upload.filename:
            return
        try:
            picture = library.receive(
                pictures.store, upload.stream, upload.filename, actor=current_user, at=clock.now()
            )
        except pictures.PictureError as error:
            raise ValidationError(str(error)) from None
        except OSError as error:
            if not is_full(error):
                raise
            self.disk_is_full = True
            raise ValidationError(_("Máy chủ đã hết chỗ trống nên chưa nhận được ảnh.")) from None
        self.logo_id.data = str(picture.id)


def _in_words(failure: colours.Failure) -> str:
    background = colours.BASE[failure.mode].get(failure.on)
    text = _(
        "%(drawn)s%(place)s đạt %(has)s, cần %(needs)s",
        drawn=FOREGROUNDS[failure.drawn],
        place=f" (#{background})" if background else "",
        has=f"{failure.has:.2f}".replace(".", ","),
        needs=f"{failure.needs:.1f}".replace(".", ","),
    )
    return str(text)
