"""The form of the agency's identity, as site.identity.Identity."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from newsapp import clock
from newsapp.characters import clean_text
from newsapp.database import db
from newsapp.media import pictures, receiving
from newsapp.media.models import Picture
from newsapp.site import colours, links
from newsapp.site.identity import TEXTS, Identity
from newsapp.site.links import PortalLink
from newsapp.web.errors import is_full

OWN = "own"
LANGUAGES = {"vi": _l("Tiếng Việt"), "en": _l("Tiếng Anh")}
_TOO_LONG = _l("Nội dung này dài quá giới hạn.")


def _at_most(limit: int) -> Length:
    return Length(max=limit, message=_TOO_LONG)


class IdentityForm(FlaskForm):
    name = StringField(_l("Tên cơ quan"), [InputRequired(_l("Hãy nhập tên cơ quan.")), _at_most(200)])
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
    language = SelectField(_l("Ngôn ngữ của trang"), validate_choice=False)
    palette = RadioField(_l("Màu của trang"), validate_choice=False)
    own_colour = StringField(_l("Màu riêng"), [_at_most(20)])
    portals = TextAreaField(_l("Liên kết tới các cổng liên quan"), [_at_most(20_000)])

    disk_is_full = False

    def __init__(self, stated: Identity) -> None:
        data = {name: getattr(stated, name) for name in TEXTS}
        data["logo_id"] = str(stated.logo_id or "")
        data["portals"] = links.written([PortalLink(name=name, url=url) for name, url in stated.links])
        named = colours.palettes()
        data["palette"] = stated.colour if stated.colour in named else OWN
        data["own_colour"] = "" if stated.colour in named else f"#{stated.colour}"
        super().__init__(data=data)
        self.palette.choices = [*named.items(), (OWN, _("Màu riêng, nhập ở dưới"))]
        self.language.choices = [("", _("Theo cài đặt của máy chủ")), *LANGUAGES.items()]

    @property
    def picture(self) -> Picture | None:
        """The logo chosen now, or before."""
        number = str(self.logo_id.data or "")
        return db.session.get(Picture, int(number)) if number.isdecimal() and len(number) < 10 else None

    def stated(self) -> Identity:
        """What was typed. Call it after validate."""
        texts: dict[str, Any] = {name: self[name].data or "" for name in TEXTS if name != "colour"}
        portals = tuple((link["name"], link["url"]) for link in links.parse(self.portals.data or ""))
        logo = self.picture
        return Identity(**texts, colour=self._colour(), links=portals, logo_id=logo.id if logo else None)

    def _colour(self) -> str:
        chosen = self.palette.data or ""
        return (self.own_colour.data or "").strip().lower().removeprefix("#") if chosen == OWN else chosen

    def validate_name(self, field: Field) -> None:
        if not clean_text(field.data or ""):
            raise ValidationError(_("Hãy nhập tên cơ quan."))

    def validate_language(self, field: Field) -> None:
        if field.data not in ("", *LANGUAGES):
            raise ValidationError(_("Hãy chọn một mục trong danh sách."))

    def validate_palette(self, field: Field) -> None:
        if field.data not in (OWN, *colours.palettes()):
            raise ValidationError(_("Hãy chọn một mục trong danh sách."))

    def validate_own_colour(self, _field: Field) -> None:
        """Refused with the figures, so that the next try need not be a guess."""
        if self.palette.data != OWN:
            return
        colour = self._colour()
        if not colours.COLOUR.fullmatch(colour):
            raise ValidationError(_("Hãy viết màu bằng sáu chữ số thập lục phân, ví dụ #1d4e89."))
        wrong = list(colours.failures(colour))
        if wrong:
            figures = "; ".join(_figure(failure) for failure in wrong)
            raise ValidationError(_("Màu này khó đọc, hãy chọn màu đậm hơn: %(figures)s.", figures=figures))

    def validate_portals(self, field: Field) -> None:
        try:
            links.parse(field.data or "")
        except links.LinkError as reason:
            raise ValidationError(str(reason)) from None

    def validate_logo(self, field: Field) -> None:
        if self.remove_logo.data:
            self.logo_id.data, self.remove_logo.data = "", False
        if not (upload := field.data) or not upload.filename:
            return
        try:
            received = receiving.receive_picture(upload.stream, upload.filename, actor=current_user, at=clock.now())
        except pictures.PictureError as reason:
            raise ValidationError(str(reason)) from None
        except OSError as error:
            if not is_full(error):
                raise
            self.disk_is_full = True
            raise ValidationError(_("Máy chủ đã hết chỗ trống nên chưa nhận được ảnh.")) from None
        self.logo_id.data = str(received.id)


def _figure(failure: colours.Failure) -> str:
    drawn = {
        "accent-ink": _("chữ trắng trên nền màu"),
        "ring": _("khung tiêu điểm trên nền màu"),
        "link": _("liên kết"),
        "ink": _("chữ trên nền nhạt"),
        "paper": _("chữ trắng trên nút"),
    }[failure.drawn]
    known = colours.BASE[failure.mode].get(failure.on)
    place = f" (#{known})" if known else ""
    has, needs = f"{failure.has:.2f}".replace(".", ","), f"{failure.needs:.1f}".replace(".", ",")
    return str(_("%(drawn)s%(place)s đạt %(has)s, cần %(needs)s", drawn=drawn, place=place, has=has, needs=needs))
