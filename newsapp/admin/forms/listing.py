"""The filters of the list of articles, which are all in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from newsapp.admin.forms import narrowing
from newsapp.admin.forms.days import DayField
from newsapp.articles.staff_list import ArticleFilter

SORTS = {
    "changed": _l("Mới sửa trước"),
    "changed-first": _l("Sửa lâu nhất trước"),
    "published": _l("Mới đăng trước"),
    "published-first": _l("Đăng lâu nhất trước"),
    "title": _l("Tiêu đề A → Y"),
    "title-last": _l("Tiêu đề Y → A"),
}
LONGEST = 200


def _choices(choices: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    return [SelectChoice(str(value), label) for value, label in choices]


class ListForm(FlaskForm):
    """An invalid filter is ignored, and its field shows the error."""

    class Meta:
        csrf = False

    q = StringField(_l("Tìm trong tiêu đề, nội dung"))
    category = SelectField(_l("Chuyên mục"), validate_choice=False)
    author = SelectField(_l("Người viết"), validate_choice=False)
    day = SelectField(
        _l("Tính theo"),
        choices=_choices([("changed", _l("Ngày sửa")), ("published", _l("Ngày lên trang"))]),
        validate_choice=False,
    )
    since = DayField(_l("Từ ngày"), may_be_to_come=True)
    until = DayField(_l("Đến ngày"), may_be_to_come=True)
    sort = SelectField(_l("Sắp xếp"), choices=_choices(SORTS.items()), validate_choice=False)

    def offer(
        self, categories: Iterable[tuple[int, str]], authors: Iterable[tuple[int, str]]
    ) -> None:
        self.category.choices = _choices([("", _l("Mọi chuyên mục")), *categories])
        self.author.choices = _choices([("", _l("Mọi người viết")), *authors])

    def told(self) -> list[str]:
        """The filters and the order in words, without the search words."""
        days = narrowing.days(self.since, self.until)
        if days and self.day.data == "published":
            days[0] = f"{narrowing.chosen(self.day).lower()} {days[0]}"
        order = narrowing.chosen(self.sort) if self.sort.data != "changed" else ""
        category, author = narrowing.chosen(self.category), narrowing.chosen(self.author)
        return [text for text in (category, author, *days, order) if text]

    def chosen(self, state: str, only_owner_id: int | None) -> ArticleFilter:
        self.validate()
        return ArticleFilter(
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
        """The parameters of the list's address, without defaults."""
        parameters = {}
        for name in ("q", "category", "author", "since", "until"):
            parameters[name] = (self[name].data or "").strip()
        if self.day.data == "published" and (parameters["since"] or parameters["until"]):
            parameters["day"] = self.day.data
        if self.sort.data in SORTS and self.sort.data != "changed":
            parameters["sort"] = self.sort.data
        return {name: value for name, value in parameters.items() if value}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
