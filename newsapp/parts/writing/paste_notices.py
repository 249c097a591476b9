"""Says what of a pasted text was left out or changed on purpose."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext
from lxml.html import HtmlElement

from newsapp.articles import foreign_content


def prepare(root: HtmlElement) -> list[str]:
    """Drop comments and accept tracked changes, in place; return a sentence for each kind."""
    notices = []
    if comments := foreign_content.drop_comments(root):
        notices.append(
            ngettext(
                "Đã bỏ %(num)s ghi chú của người góp ý.",
                "Đã bỏ %(num)s ghi chú của người góp ý.",
                comments,
            )
        )
    if foreign_content.accept_changes(root):
        notices.append(_("Dấu vết sửa đổi: bài lấy theo bản đã chấp nhận sửa."))
    if next(root.iter("math"), None) is not None:
        notices.append(_("Công thức toán chỉ còn là chữ. Hãy so với bản gốc."))
    return notices
