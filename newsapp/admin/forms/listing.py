"""What the list of articles is narrowed to: all of it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from newsapp.admin.forms.days import DayField
from newsapp.desk.listing import Wanted

SORTS = {
    "changed": _l("Mới sửa trước"),
    "changed-first": _l("Sửa lâu nhất trước"),
    "published": _l("Mới đăng trước"),
    "published-first": _l("Đăng lâu nhất trước"),
    "title": _l("Tiêu đề từ A"),
    "title-last": _l("Tiêu đề từ Y"),
}
LONGEST = 200


def _choices(names: Mapping[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, name) for value, name in names.items()]


class ListForm(FlaskForm):
    """What cannot be understood narrows nothing, and its field says so."""

    class Meta:
        csrf = False

    q = StringField(_l("Từ trong tiêu đề hoặc bài"))
    category = SelectField(_l("Chuyên mục"), validate_choice=False)
    author = SelectField(_l("Người viết"), validate_choice=False)
    day = SelectField(
        _l("Tính theo"),
        choices=_choices({"changed": _l("Ngày sửa"), "published": _l("Ngày đăng")}),
        validate_choice=False,
    )
    since = DayField(_l("Từ ngày"), may_be_to_come=True)
    until = DayField(_l("Đến ngày"), may_be_to_come=True)
    sort = SelectField(_l("Sắp xếp"), choices=_choices(SORTS), validate_choice=False)

    def offer(self, categories: list[tuple[int, str]], authors: list[tuple[int, str]]) -> None:
        self.category.choices = _choices(
            {"": _l("Mọi chuyên mục")} | {str(number): name for number, name in categories}
        )
        self.author.choices = _choices({"": _l("Mọi người viết")} | {str(number): name for number, name in authors})

    def wanted(self, state: str, only_owner_id: int | None) -> Wanted:
        self.validate()
        return Wanted(
            state=state,
            asked=(self.q.data or "").strip()[:LONGEST],
            category_id=_number(self.category.data),
            owner_id=_number(self.author.data),
            day="published" if self.day.data == "published" else "changed",
            since=self.since.day,
            until=self.until.day,
            sort=self.sort.data if self.sort.data in SORTS else "changed",
            only_owner_id=only_owner_id,
        )

    def address(self) -> dict[str, Any]:
        """What the address says of the list, without what goes without saying."""
        said = {name: (self[name].data or "").strip() for name in ("q", "category", "author", "since", "until")}
        said["day"] = self.day.data if self.day.data == "published" and (said["since"] or said["until"]) else ""
        said["sort"] = self.sort.data if self.sort.data in SORTS and self.sort.data != "changed" else ""
        return {name: value for name, value in said.items() if value}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
