"""The kinds of official documents, their legal states and relations: value in addresses -> name."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

OTHER = "khac"
KINDS = {
    "quyet-dinh": _l("Quyết định"),
    "cong-van": _l("Công văn"),
    "nghi-quyet": _l("Nghị quyết"),
    "ke-hoach": _l("Kế hoạch"),
    "thong-bao": _l("Thông báo"),
    "chi-thi": _l("Chỉ thị"),
    "to-trinh": _l("Tờ trình"),
    "bao-cao": _l("Báo cáo"),
    "huong-dan": _l("Hướng dẫn"),
    "thong-tu": _l("Thông tư"),
    "luat": _l("Luật"),
    "nghi-dinh": _l("Nghị định"),
    OTHER: _l("Khác"),
}
WITHOUT_FORCE = ("cong-van", "thong-bao", "to-trinh", "bao-cao", OTHER)
"""Kinds that bind nobody: they are in force only where a day of effect is stated."""


class LegalState(StrEnum):
    """Whether a document is in force."""

    TO_COME = "chua-co-hieu-luc"
    IN_FORCE = "con-hieu-luc"
    PARTLY_ENDED = "het-hieu-luc-mot-phan"
    ENDED = "het-hieu-luc"


LEGAL_STATES: dict[str, Any] = {
    LegalState.TO_COME: _l("Chưa có hiệu lực"),
    LegalState.IN_FORCE: _l("Còn hiệu lực"),
    LegalState.PARTLY_ENDED: _l("Hết hiệu lực một phần"),
    LegalState.ENDED: _l("Hết hiệu lực"),
}
REPLACES, AMENDS = "thay-the", "sua-doi"
RELATIONS = {
    REPLACES: _l("Thay thế văn bản"),
    AMENDS: _l("Sửa đổi, bổ sung văn bản"),
}
"""What a document does to an earlier one."""
