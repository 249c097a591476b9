"""The kinds of official documents, and whether one is in force."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from flask_babel import gettext as _


class Kind(StrEnum):
    """The value stands in addresses."""

    DECISION = "quyet-dinh"
    LETTER = "cong-van"
    RESOLUTION = "nghi-quyet"
    PLAN = "ke-hoach"
    NOTICE = "thong-bao"
    DIRECTIVE = "chi-thi"
    PROPOSAL = "to-trinh"
    REPORT = "bao-cao"
    GUIDANCE = "huong-dan"
    CIRCULAR = "thong-tu"
    LAW = "luat"
    DECREE = "nghi-dinh"
    OTHER = "khac"


class LegalState(StrEnum):
    """Whether a document is in force; the value stands in addresses."""

    TO_COME = "chua-co-hieu-luc"
    IN_FORCE = "con-hieu-luc"
    PARTLY_ENDED = "het-hieu-luc-mot-phan"
    ENDED = "het-hieu-luc"


class Relation(StrEnum):
    """What a document does to an earlier one."""

    REPLACES = "thay-the"
    AMENDS = "sua-doi"


WITHOUT_FORCE = frozenset({Kind.LETTER, Kind.NOTICE, Kind.PROPOSAL, Kind.REPORT, Kind.OTHER})
"""Kinds that bind nobody: they are in force only where a day of effect is stated."""


def legal_state(
    kind: str, set_by_hand: str, issued_on: date, effective_on: date | None, expires_on: date | None, today: date
) -> LegalState | None:
    """What staff said, or else what the days say; None for a letter or a report, which has no force to lose.

    A document without a day of effect holds from the day it was issued. On the day it expires it no longer holds.
    """
    if set_by_hand:
        return LegalState(set_by_hand)
    if effective_on is None and kind in WITHOUT_FORCE:
        return None
    if expires_on is not None and expires_on <= today:
        return LegalState.ENDED
    return LegalState.TO_COME if (effective_on or issued_on) > today else LegalState.IN_FORCE


def kind_names() -> dict[str, str]:
    """Kind -> its name, in the order in which they are offered."""
    return {
        Kind.DECISION: _("Quyết định"),
        Kind.LETTER: _("Công văn"),
        Kind.RESOLUTION: _("Nghị quyết"),
        Kind.PLAN: _("Kế hoạch"),
        Kind.NOTICE: _("Thông báo"),
        Kind.DIRECTIVE: _("Chỉ thị"),
        Kind.PROPOSAL: _("Tờ trình"),
        Kind.REPORT: _("Báo cáo"),
        Kind.GUIDANCE: _("Hướng dẫn"),
        Kind.CIRCULAR: _("Thông tư"),
        Kind.LAW: _("Luật"),
        Kind.DECREE: _("Nghị định"),
        Kind.OTHER: _("Khác"),
    }


def legal_state_names() -> dict[str, str]:
    return {
        LegalState.TO_COME: _("Chưa có hiệu lực"),
        LegalState.IN_FORCE: _("Còn hiệu lực"),
        LegalState.PARTLY_ENDED: _("Hết hiệu lực một phần"),
        LegalState.ENDED: _("Hết hiệu lực"),
    }


def relation_names() -> dict[str, str]:
    return {Relation.REPLACES: _("Thay thế văn bản"), Relation.AMENDS: _("Sửa đổi, bổ sung văn bản")}
