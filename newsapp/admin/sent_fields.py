"""The fields of the article's form as a browser sends them and autosaves keep them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import request

from newsapp.articles.content import NAMES, AttachmentLink, Content
from newsapp.date_parsing import written_day

if TYPE_CHECKING:
    from newsapp.admin.forms.article import ArticleForm

Fields = dict[str, list[str]]
"""Field name -> its values."""

MOMENTS = ("go_live_at", "expire_at", "pinned_until")
DONE_ONCE = ("remove_cover", "attachment_remove")
"""Checkboxes whose effect is applied to other fields when the form is validated."""
SENT = (
    "base_version",
    "kind",
    *(name for name in NAMES if name != "attachments"),
    *MOMENTS,
    *(f"{name}_shown" for name in MOMENTS),
    "comment",
    "attachment_id",
    "attachment_title",
    *DONE_ONCE,
)
"""The fields that are typed or chosen."""


def sent_fields() -> Fields:
    """The sent fields without NUL characters, which PostgreSQL cannot store."""
    sent: Fields = {}
    for name in SENT:
        if name in request.form:
            sent[name] = [value.replace("\0", "") for value in request.form.getlist(name)]
    return sent


def sent_fields_with_files(form: ArticleForm) -> Fields:
    """The sent fields with files added or removed. Call it after validate."""
    sent = sent_fields() | {"cover_id": [str(form.cover_id.data or "")]} | _listed(form.attached)
    return {name: values for name, values in sent.items() if name not in DONE_ONCE}


def fields_of(content: Content) -> Fields:
    """`content` as the form would send it."""
    sent = {name: _sent_as(getattr(content, name)) for name in NAMES if name != "attachments"}
    return sent | _listed(content.attachments) | {name: [] for name in DONE_ONCE}


def _sent_as(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["y"] if value else []
    if isinstance(value, date):
        return [written_day(value)]
    if isinstance(value, list):
        return [", ".join(value)]
    return [str(value or "")]


def _listed(attached: list[AttachmentLink]) -> Fields:
    return {
        "attachment_id": [str(link["id"]) for link in attached],
        "attachment_title": [link["title"] for link in attached],
    }
