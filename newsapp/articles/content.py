"""What an article says: the fields that a writer fills in and that each revision keeps.

`Content` is the one list of these fields. What the form, the autosave, the comparison of versions
and the search need to know of a field stands with it here. A new text field takes a line here, a
column in models.py, its migration, and a line in the form's template.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypedDict

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l


class AttachmentLink(TypedDict):
    """An attached file as an article lists it."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What the site knows of a field of `Content`.

    label: its label in the form. limit: the most characters of a text input, 0 for other fields.
    has_lines: whether the input has several lines. group: the field with which it is compared and
    merged, itself by default. is_searched: whether readers' search covers it. is_of_cover: whether
    it is empty without a cover.
    """

    label: object
    limit: int = 0
    has_lines: bool = False
    group: str = ""
    is_searched: bool = False
    is_of_cover: bool = False


def _spec(label: object, **more: Any) -> dict[str, FieldSpec]:
    return {"spec": FieldSpec(label, **more)}


def _text(label: object, limit: int, **more: Any) -> Any:
    return field(default="", metadata=_spec(label, limit=limit, **more))


def _of_cover(default: Any, label: object, **more: Any) -> Any:
    spec = _spec(label, group="cover_id", is_of_cover=True, **more)
    return field(default=default, metadata=spec)


@dataclass(frozen=True, slots=True)
class Content:
    """The values of one version of an article. `body` is clean HTML.

    category_id: None on a page, and on a draft without one. cover_focus: the point kept when the
    cover is cropped, in per cent from left and top: "50,30", or "".
    """

    title: str = field(metadata=_spec(_l("Tiêu đề"), limit=300, has_lines=True))
    body: str = field(metadata=_spec(_l("Nội dung")))
    category_id: int | None = field(metadata=_spec(_l("Chuyên mục")))
    summary: str = _text(_l("Tóm tắt"), 1000, has_lines=True)
    byline: str = _text(_l("Tác giả"), 200, is_searched=True)
    signature: str = _text(_l("Ký tên"), 100, is_searched=True)
    source: str = _text(_l("Nguồn"), 300, is_searched=True)
    published_on: date | None = field(default=None, metadata=_spec(_l("Ngày ghi trên bài")))
    cover_id: int | None = field(default=None, metadata=_spec(_l("Ảnh đại diện")))
    cover_alt: str = _of_cover("", _l("Mô tả ảnh"), limit=300)
    cover_decorative: bool = _of_cover(False, _l("Ảnh chỉ để trang trí, không cần mô tả"))
    cover_caption: str = _of_cover("", _l("Chú thích dưới ảnh"), limit=300, is_searched=True)
    cover_credit: str = _of_cover(
        "", _l("Người chụp hoặc nơi cung cấp"), limit=100, is_searched=True
    )
    attachments: list[AttachmentLink] = field(
        default_factory=list, metadata=_spec(_l("Tệp đính kèm"))
    )
    tags: list[str] = field(default_factory=list, metadata=_spec(_l("Từ khóa")))
    language: str = field(default="vi", metadata=_spec(_l("Ngôn ngữ")))
    cover_focus: str = _of_cover("", _l("Điểm nhấn của ảnh"))


FIELDS: dict[str, FieldSpec] = {f.name: f.metadata["spec"] for f in fields(Content)}
NAMES = tuple(FIELDS)
TYPED_TEXTS = {name: spec for name, spec in FIELDS.items() if spec.limit}
"""The fields with a text input in the form."""


def titled(title: str) -> str:
    """The title as staff read it: a draft may have none."""
    return title or str(_("(chưa có tiêu đề)"))
