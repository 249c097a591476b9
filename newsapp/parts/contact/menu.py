"""The form and the questions as something that the readers' menu can lead to."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import lazy_gettext as _l

from newsapp.parts.contact import queries
from newsapp.registry import MenuItem, MenuTarget

FORM, QUESTIONS = "public.contact.contact", "public.contact.questions"


def form_items(_numbers: Collection[int]) -> list[MenuItem]:
    label = _l("Liên hệ – Hỏi đáp")
    return [MenuItem(label, FORM, own_page=FORM, is_hidden=not queries.is_open())]


def question_items(_numbers: Collection[int]) -> list[MenuItem]:
    is_hidden = not queries.has_questions()
    return [MenuItem(_l("Hỏi đáp"), QUESTIONS, own_page=QUESTIONS, is_hidden=is_hidden)]


TARGETS = [
    MenuTarget("contact", _l("Chung"), form_items, hidden_note=_l("trang liên hệ đang đóng")),
    MenuTarget("questions", _l("Chung"), question_items, hidden_note=_l("chưa có câu hỏi nào")),
]
